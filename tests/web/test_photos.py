"""Photos and files of entries: kept by digest, read for time and place, found when they were used before."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from ledger_stage import PATROL, add, new_id, patrol
from PIL import ExifTags, Image
from web_stage import Sql, acts, add_person

from zhunsheng.web.records import stored_files
from zhunsheng.web.records.kinds_in_force import kinds_of
from zhunsheng.web.records.models import Attachment, Photo, PhotoMatch
from zhunsheng.web.records.operations.attach_file import attach_file
from zhunsheng.web.records.operations.correct_entry import correct_entry
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.verification import faults


def jpeg(seed=1, size=(640, 480), quality=90, **exif):
    """A photo with something on it, as a camera writes it."""
    small = Image.new("L", (8, 6))
    small.putdata([(seed * 7919 * (place + 3) ** 2) % 256 for place in range(48)])
    picture = small.resize(size, Image.Resampling.BICUBIC).convert("RGB")
    said = Image.Exif()
    if "at" in exif:
        said[ExifTags.Base.DateTime] = exif["at"]
    if "place" in exif:
        north, east = exif["place"]
        said.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (north, 0, 0), 3: "E", 4: (east, 0, 0)})
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, exif=said)
    return out.getvalue()


@pytest.fixture
def entry(cast):
    return add(cast.clerk, cast.school, PATROL)[0].id


def attach(by, entry, data, name="IMG_1.jpg"):
    return attach_file(by, entry, name, io.BytesIO(data))


def test_a_photo_is_kept_with_when_and_where_it_was_taken(cast, entry, as_):
    attach(cast.clerk, entry, jpeg(at="2024:05:08 19:31:07", place=(37.0, 115.5)))
    photo = Photo.objects.get()
    assert (photo.width, photo.height, photo.latitude, photo.longitude) == (640, 480, 37, 115.5)
    page = as_(cast.clerk).get(f"/ledger/entries/{entry}/").content.decode()
    assert "拍于 2024-05-08 19:31" in page
    assert "37.00000, 115.50000" in page
    assert acts()[-1] == "attach_file"
    assert list(faults()) == []


def test_the_same_photo_sent_twice_is_one(cast, entry):
    data = jpeg()
    assert attach(cast.clerk, entry, data).pk == attach(cast.clerk, entry, data).pk
    assert Attachment.objects.count() == 1


def test_the_same_photo_with_another_entry_is_told(cast, entry, as_):
    data = jpeg()
    attach(cast.clerk, entry, data)
    (other,) = add(cast.head, cast.school, patrol(object="绿化"))
    assert "已经用过" in attach(cast.head, other.id, data).message
    assert PhotoMatch.objects.get().same_file
    for one, another in ((entry, other.id), (other.id, entry)):
        page = as_(cast.clerk).get(f"/ledger/entries/{one}/").content.decode()
        assert "同一个文件" in page
        assert f"/ledger/entries/{another}/" in page


def test_nearly_the_same_photo_is_told_and_a_different_one_is_not(cast, entry):
    attach(cast.clerk, entry, jpeg(1))
    (other, third) = add(cast.clerk, cast.school, patrol(object="绿化"), patrol(object="广告牌"))
    assert "几乎一样" in attach(cast.clerk, other.id, jpeg(1, size=(500, 375), quality=40)).message
    assert attach(cast.clerk, third.id, jpeg(2)).message == ""
    assert PhotoMatch.objects.count() == 1


def test_photos_of_strangers_are_neither_compared_nor_shown(cast, entry, as_):
    data = jpeg()
    pk = attach(cast.clerk, entry, data).pk
    (other,) = add(cast.outsider, cast.other, PATROL)
    assert attach(cast.outsider, other.id, data).message == ""
    browser = as_(cast.outsider)
    for part in ("", "small/", "large/"):
        assert browser.get(f"/ledger/files/{pk}/{part}").status_code == 404
    assert as_(cast.viewer).get(f"/ledger/files/{pk}/small/").status_code == 200


def test_what_pages_show_carries_nothing_the_camera_wrote(cast, entry, as_):
    pk = attach(cast.clerk, entry, jpeg(place=(37.0, 115.5))).pk
    answer = as_(cast.clerk).get(f"/ledger/files/{pk}/large/")
    assert answer["Content-Type"] == "image/jpeg"
    assert dict(Image.open(io.BytesIO(answer.content)).getexif()) == {}
    small = Image.open(io.BytesIO(as_(cast.clerk).get(f"/ledger/files/{pk}/small/").content))
    assert max(small.size) == 320
    original = as_(cast.clerk).get(f"/ledger/files/{pk}/")
    assert "attachment" in original["Content-Disposition"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("照片.jpg", b"<script>alert(1)</script>", "不是照片"), ("照片.jpg", b"", "空文件"), ("a.png", jpeg()[:400], "打不开"),
        ("照片.jpg", b"\xff\xd8\xff" + b"0" * (30 * 1024 * 1024), "超过30MB"),
    ],
)  # fmt: skip
def test_what_is_no_photo_gets_a_sentence_and_is_not_kept(cast, entry, name, data, words):
    with pytest.raises(Invalid, match=words):
        attach(cast.clerk, entry, data, name)
    assert Attachment.objects.count() == 0


def test_other_files_are_kept_too(cast, entry, as_):
    pk = attach(cast.clerk, entry, b"%PDF-1.7 ...", "验收单.pdf").pk
    assert as_(cast.clerk).get(f"/ledger/files/{pk}/small/").status_code == 404
    assert b"".join(as_(cast.clerk).get(f"/ledger/files/{pk}/").streaming_content) == b"%PDF-1.7 ..."


def test_a_correction_keeps_the_files(cast, entry, as_):
    attach(cast.clerk, entry, jpeg())
    new = correct_entry(
        cast.clerk, entry, new_id(), kinds_of(cast.school)["patrol"], patrol(object="绿化"), project=None, reason="写错"
    )
    assert "IMG_1.jpg" in as_(cast.clerk).get(f"/ledger/entries/{new.id}/").content.decode()
    assert "附件1" in as_(cast.clerk).get("/ledger/patrol/").content.decode()


def test_field_workers_add_photos_to_their_own_entries_only(cast, entry, as_):
    worker = add_person("worker", "马巡查", "field", cast.school)
    with pytest.raises(Forbidden, match="自己录的"):
        attach(worker, entry, jpeg())
    (own,) = add(worker, cast.school, patrol(object="绿化"))
    file = SimpleUploadedFile("IMG.jpg", jpeg(5), "image/jpeg")
    assert as_(worker).post(f"/m/entries/{own.id}/files/", {"file": file}).status_code == 200
    broken = as_(worker).post(f"/m/entries/{own.id}/files/", {"file": SimpleUploadedFile("IMG.jpg", b"nope")})
    assert broken.status_code == 400
    assert "不是照片" in broken.json()["message"]
    assert as_(worker).post(f"/m/entries/{own.id}/files/").status_code == 400
    assert as_(worker).post(f"/m/entries/{new_id()}/files/", {"file": file}).status_code == 400


def test_several_files_are_added_at_a_desk_and_each_bad_one_is_named(cast, entry, as_):
    files = [
        SimpleUploadedFile("一.jpg", jpeg(3)),
        SimpleUploadedFile("二.jpg", b"x"),
        SimpleUploadedFile("三.txt", b"ok"),
    ]
    page = as_(cast.clerk).post(f"/ledger/entries/{entry}/files/", {"file": files}, follow=True).content.decode()
    for words in ("“一.jpg”已加上", "“二.jpg”没有接收", "“三.txt”已加上"):
        assert words in page


def test_the_report_lists_photos_that_were_used_twice(cast, entry, as_):
    (other,) = add(cast.clerk, cast.school, patrol(object="绿化"))
    attach(cast.clerk, entry, jpeg())
    attach(cast.clerk, other.id, jpeg())
    page = as_(cast.clerk).get("/ledger/photos/").content.decode()
    assert "同一个文件" in page
    assert entry in page
    assert other.id in page
    assert entry not in as_(cast.outsider).get("/ledger/photos/").content.decode()


def test_a_changed_or_missing_photo_is_found(cast, entry):
    attached = attach(cast.clerk, entry, jpeg())
    path = stored_files.path_of(attached.sha256)
    data = path.read_bytes()
    try:
        path.write_bytes(data + b" ")
        assert any("与登记的摘要不符" in fault for fault in faults())
    finally:
        path.write_bytes(data)
    from importlib import import_module

    import_module("zhunsheng.web.records.migrations.0007_entries_written_once").remove(None, Sql)
    Sql.execute("DELETE FROM records_attachment")
    assert any("附件不见了" in fault for fault in faults())
