// Photos as the server takes them: JPEG, PNG and WebP. What a phone keeps as HEIC is drawn anew where its browser can read it.
const HEIC = /^image\/hei[cf]/;
const QUALITY = 0.9;

// The file to keep, or an Error that says what to do. A picture drawn anew has lost when and where the camera took it.
export async function taken(file) {
  if (!HEIC.test(file.type) && !/\.hei[cf]$/i.test(file.name)) return file;
  try {
    return await drawn(file);
  } catch {
    throw new Error(`“${file.name}”是HEIC格式，这个浏览器转不了，没有加上。请在手机“设置—相机—格式”里选“兼容性最佳”后重拍，或截图后再选。`);
  }
}

async function drawn(file) {
  const picture = await createImageBitmap(new Blob([file]), { imageOrientation: "from-image" });
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  canvas.getContext("2d").drawImage(picture, 0, 0);
  const blob = await new Promise((resolve, reject) => canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("canvas"))), "image/jpeg", QUALITY));
  return new File([blob], `${file.name.replace(/\.hei[cf]$/i, "")}.jpg`, { type: "image/jpeg" });
}
