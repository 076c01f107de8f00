"""Zips as Windows and macOS write them, by Python's zipfile: names in a code page, without the flag of UTF-8.

/tmp/venv-keras/bin/python decode-zip-names.golden.py > decode-zip-names.golden.json   (any Python 3.8 and newer)
"""

import base64
import io
import json
import unicodedata
import zipfile

CASES = [
    ("cp949", ["은행나무/사진 1.jpg", "단풍나무/IMG_2.jpg"]),
    # None of KS X 1001's 2,350 syllables: 똠, 펲, 찦.
    ("cp949", ["나뭇잎/똠방각하.jpg", "찦차/펲시.jpg"]),
    ("cp932", ["さくら/1.jpg", "カエデ/表紙.jpg"]),
    ("cp932", ["紅葉/写真1.jpg", "銀杏の木/2.jpg"]),
    ("cp936", ["枫树/1.jpg", "银杏/照片2.jpg"]),
    ("cp950", ["楓樹/1.jpg", "銀杏/照片2.jpg"]),
    ("cp437", ["Ähre/Größe 1.jpg", "érable/2.jpg"]),
    ("cp850", ["Løn/1.jpg", "Ørred/2.jpg", "châtaignier/3.jpg"]),
    ("utf-8", ["은행나무/사진 1.jpg", "клён/2.jpg", "érable/3.jpg"]),
    ("ascii", ["oak/1.jpg", "ash/2.jpg"]),
]


class InCodePage(zipfile.ZipInfo):
    encoding = "utf-8"

    def _encodeFilenameFlags(self):
        return self.filename.encode(self.encoding), self.flag_bits & ~0x800


def pack(encoding, names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            info = InCodePage(name, (2026, 11, 29, 12, 0, 0))
            info.encoding = encoding
            archive.writestr(info, name.encode("utf-8"))
    return base64.b64encode(buffer.getvalue()).decode()


cases = [{"encoding": encoding, "names": names, "zip": pack(encoding, names)} for encoding, names in CASES]
# A Mac composes letters of their parts.
parted = [unicodedata.normalize("NFD", name) for name in CASES[0][1]]
cases.append({"encoding": "utf-8", "names": parted, "zip": pack("utf-8", parted)})
print(json.dumps(cases, ensure_ascii=False, indent=2))
