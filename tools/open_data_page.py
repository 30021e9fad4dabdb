"""The page of the open data: ``docs/reference/open-data.md``, from the tables, and the JSON schema that the package carries."""

from __future__ import annotations

from pathlib import Path

from zhunsheng.usecases import open_data
from zhunsheng.usecases.open_data.describe import dictionary, json_schema
from zhunsheng.usecases.open_data.files import json_bytes

SCHEMA_FILE = Path(open_data.__file__).with_name("open-data.schema.json")
_INTRODUCTION = """# 公开数据

`zhunsheng publish` 和网页“公开”写出同样的文件。随部门预算公开的在 `单位编码-年度-budget/` 里，随部门决算公开的在 `单位编码-年度-accounts/` 里：

| 文件 | 是什么 |
|---|---|
| 官方文本 `.docx`、`.pdf` | 有目录和页码；`.docx` 读回来是同一份文本 |
| `*.csv` | 下面各表，一表一个文件：UTF-8（带 BOM），逗号分隔，CRLF，第一行是列名 |
| `open-data.json` | 各表合在一个文件里，格式 `zhunsheng/open-data@1` |
| `open-data.schema.json` | 它的 JSON Schema（2020-12），随程序一起安装 |
| `document.json` | 官方文本逐格的原文，格式 `zhunsheng/document@1`，`zhunsheng read` 可以读回 |
| `datapackage.json` | Frictionless 数据包说明：每个文件的列、主键、外键、大小和摘要 |
| `dictionary.md` | 本次公开各表的数据字典 |

## 约定

- 列名一经公开，名字和意思都不再改；新列加在表的最后。不兼容的改动换一个格式号。
- 空白是没有数，不是 0。金额单位万元，位数照原文；JSON 里数写成文字，位数不丢。
- 项目标识 `project` 在一个单位一个年度里不重复，也是网址的最后一段：`/open/804002/2020/804-0401-JBN-ULCE/`。
- 完成值都带来源 `status`：由台账算出的和单位自述的分得开。
- 以 `=`、`+`、`-`、`@` 开头的文字，CSV 里前面加一个半角单引号，免得表格软件当公式算；JSON 里没有。
- 同样的数据，写出的文件逐字节相同。不含行的内部标识、人名、批注、审核意见和台账记录。

"""


def open_data_page() -> str:
    """The page: what files there are, what one may rely on, every table with its columns."""
    return _INTRODUCTION + dictionary()


def schema_is_fresh() -> bool:
    """True when the schema in the package is the one that the tables give."""
    return SCHEMA_FILE.is_file() and SCHEMA_FILE.read_bytes() == json_bytes(json_schema())


def write_schema() -> None:
    """Write the schema into the package."""
    SCHEMA_FILE.write_bytes(json_bytes(json_schema()))
