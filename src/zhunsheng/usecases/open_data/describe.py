"""The open data described: a JSON schema, a Frictionless data package, a data dictionary for people. All from the tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from zhunsheng.usecases.open_data.rows import PublicYear
from zhunsheng.usecases.open_data.tables import TABLES, Field, FieldType, Table, tables_of
from zhunsheng.usecases.publication import PublicationKind

SCHEMA = "zhunsheng/open-data@1"
"""Names the format of ``open-data.json``; a change that breaks readers gets a new number."""
KIND_WORDS = {PublicationKind.BUDGET: "部门预算绩效目标", PublicationKind.ACCOUNTS: "部门决算绩效自评结果"}
_NUMBER_PATTERN = r"^-?\d+(\.\d+)?$"
_TYPE_WORDS = {FieldType.TEXT: "文字", FieldType.NUMBER: "数", FieldType.WHOLE: "整数", FieldType.YES_NO: "是否"}
Json = dict[str, Any]


# -- JSON schema -------------------------------------------------------------------------------------------------------


def json_schema() -> Json:
    """The JSON schema (draft 2020-12) of ``open-data.json``."""
    day = {"type": ["string", "null"], "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "预算绩效公开数据",
        "description": "一个单位一个年度公开的绩效目标或自评结果。数一律写成文字，照原来的位数；空白是 null，不是 0。",
        "type": "object",
        "required": ["schema", "kind", "unit", "fiscal_year", "edition", "approved_on", "published_on", "withheld_projects", "tables"],
        "additionalProperties": False,
        "properties": {
            "schema": {"const": SCHEMA},
            "kind": {"enum": [kind.value for kind in PublicationKind], "description": "budget 随部门预算，accounts 随部门决算"},
            "unit": {
                "type": "object", "required": ["code", "name"], "additionalProperties": False,
                "properties": {"code": {"type": "string"}, "name": {"type": "string"}},
            },
            "fiscal_year": {"type": "integer", "minimum": 1990, "maximum": 2100},
            "edition": {"type": "integer", "minimum": 1, "description": "第几版；更正后重新公开的加1"},
            "approved_on": {**day, "description": "批复日期"},
            "published_on": {**day, "description": "公开日期"},
            "withheld_projects": {"type": "integer", "minimum": 0, "description": "涉及国家秘密、依法不公开的项目数"},
            "tables": {
                "type": "object", "additionalProperties": False,
                "properties": {table.name: _array(table) for table in TABLES},
            },
        },
    }  # fmt: skip


def _array(table: Table) -> Json:
    names = [field.name for field in table.fields]
    row = {
        "type": "object", "required": names, "additionalProperties": False,
        "properties": {field.name: _property(field) for field in table.fields},
    }  # fmt: skip
    return {"type": "array", "title": table.title, "description": table.meaning, "items": row}


def _property(field: Field) -> Json:
    base = {"integer": "integer", "boolean": "boolean"}.get(field.type, "string")
    told: Json = {
        "type": base if field.required else [base, "null"],
        "title": field.title,
        "description": _meaning(field),
    }
    if field.type is FieldType.NUMBER:
        told["pattern"] = _NUMBER_PATTERN
    if field.choices:
        told["enum"] = [value for value, _ in field.choices] + ([] if field.required else [None])
    return told


def _meaning(field: Field) -> str:
    choices = "；".join(f"{value} {words}" for value, words in field.choices)
    unit = f"，单位{field.unit}" if field.unit else ""
    return f"{field.meaning}{unit}{f'：{choices}' if choices else ''}"


# -- data package ------------------------------------------------------------------------------------------------------


def data_package(year: PublicYear, files: Mapping[str, bytes]) -> Json:
    """The descriptor of a Frictionless data package over the publication's data files (Data Package and Table Schema v1).

    ``files`` are the bytes by name, for sizes and digests; a table without its file is left out.
    """
    words = KIND_WORDS[year.kind]
    resources = [_table_resource(table, files[table.file]) for table in tables_of(year.kind) if table.file in files]
    for name, title, meaning in (
        ("open-data.json", "全部数据（JSON）", "上面各表的同一内容，一个文件，格式见 open-data.schema.json"),
        ("document.json", "绩效文本（JSON）", "公开文本的全部内容，逐格照原文，准绳可以读回"),
    ):
        if name in files:
            resources.append(
                {
                    "name": name.removesuffix(".json"), "path": name, "title": title, "description": meaning, "profile": "data-resource",
                    "format": "json", "mediatype": "application/json", **_size(files[name]),
                }
            )  # fmt: skip
    package: Json = {
        "profile": "data-package",
        "name": package_name(year),
        "id": package_name(year),
        "title": f"{year.unit_name}{year.year}年{words}",
        "description": f"{year.unit_name}公开的{year.year}年{words}，第{year.edition}版。金额单位万元，空白是没有数，不是0。",
        "version": f"{year.edition}.0.0",
        "keywords": ["预算绩效", "绩效目标" if year.kind is PublicationKind.BUDGET else "绩效自评", str(year.year)],
        "contributors": [{"title": year.unit_name, "role": "publisher"}],
        "resources": resources,
    }
    if year.published_on is not None:
        package["created"] = f"{year.published_on.isoformat()}T00:00:00Z"
    return package


def package_name(year: PublicYear) -> str:
    """The package's name: lower-case letters, figures and dashes only, the same for every edition."""
    code = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in year.unit_code.lower()).strip(
        "-"
    )
    return f"zhunsheng-{code or 'unit'}-{year.year}-{year.kind.value}"


def _table_resource(table: Table, data: bytes) -> Json:
    schema: Json = {
        "fields": [_table_field(field) for field in table.fields], "primaryKey": list(table.key), "missingValues": [""],
    }  # fmt: skip
    if table.parent:
        keys = ["unit_code", "fiscal_year", "project"]
        schema["foreignKeys"] = [
            {"fields": keys, "reference": {"resource": table.parent.replace("_", "-"), "fields": keys}}
        ]
    return {
        "name": table.name.replace("_", "-"), "path": table.file, "title": table.title, "description": table.meaning,
        "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", **_size(data),
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "schema": schema,
    }  # fmt: skip


def _table_field(field: Field) -> Json:
    told: Json = {"name": field.name, "type": field.type.value, "title": field.title, "description": _meaning(field)}
    constraints: Json = {}
    if field.required:
        constraints["required"] = True
    if field.choices:
        constraints["enum"] = [value for value, _ in field.choices]
    return told | ({"constraints": constraints} if constraints else {})


def _size(data: bytes) -> Json:
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


# -- dictionary --------------------------------------------------------------------------------------------------------


def dictionary(tables: Iterable[Table] = TABLES, level: int = 2) -> str:
    """The data dictionary in Chinese, as Markdown: every table with its columns."""
    lines: list[str] = []
    for table in tables:
        parent = f"“{table.parent}”表的 project 是它的上级。" if table.parent else ""
        key = "、".join(f"`{name}`" for name in table.key)
        lines += [
            f"{'#' * level} {table.title}（`{table.file}`）",
            "",
            f"{table.meaning}。一行由{key}确定。{parent}",
            "",
        ]
        lines += ["| 列 | 名称 | 类型 | 单位 | 可空 | 含义 |", "|---|---|---|---|---|---|"]
        for field in table.fields:
            choices = "；".join(f"`{value}` {words}" for value, words in field.choices)
            meaning = f"{field.meaning}{f'：{choices}' if choices else ''}"
            blank = "" if field.required else "可空"
            lines.append(
                f"| `{field.name}` | {field.title} | {type_word(field)} | {field.unit} | {blank} | {meaning} |"
            )
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def type_word(field: Field) -> str:
    """The type of a column as people say it."""
    return _TYPE_WORDS[field.type]
