"""What the operating system says of a file, in Chinese."""

from __future__ import annotations

import errno

_WORDS = {
    "ENOENT": "没有这个文件或文件夹",
    "ENOTDIR": "路径中间有一段不是文件夹",
    "EISDIR": "这是文件夹，不是文件",
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "EROFS": "磁盘是只读的",
    "ENOSPC": "磁盘已满",
    "EDQUOT": "超出了磁盘配额",
    "ENAMETOOLONG": "文件名太长",
    "EMFILE": "同时打开的文件太多",
    "ENFILE": "同时打开的文件太多",
    "EIO": "读写磁盘出错",
    "EBUSY": "文件正被占用",
    "ETXTBSY": "文件正被占用",
    "EINVAL": "路径里有不能用的字符",
    "ELOOP": "链接绕成了圈",
    "ESTALE": "网络文件夹已断开",
}


def why(error: OSError) -> str:
    """Why a file could not be opened or written; the system's own words where we have none for them."""
    name = errno.errorcode.get(error.errno or 0, "")
    return _WORDS.get(name) or error.strerror or str(error)
