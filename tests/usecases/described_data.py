"""Checking data against what describes it: the part of JSON Schema and of Data Package / Table Schema that we use.

Written from the published rules, so that our descriptors are held to them and not to our own reading of our own words.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

_TYPES = {
    "object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None), "number": (int, float),
}  # fmt: skip
_KNOWN = {
    "$schema", "title", "description", "type", "required", "additionalProperties", "properties", "items", "enum", "const", "pattern",
    "format", "minimum", "maximum",
}  # fmt: skip
_FIELD_TYPES = {"string", "number", "integer", "boolean", "date", "object", "array", "any", "year", "datetime"}
_RESOURCE_NAME = re.compile(r"^[-a-z0-9._/]+$")
_CASTS = {
    "number": r"^-?\d+(\.\d+)?$",
    "integer": r"^-?\d+$",
    "boolean": r"^(true|false|True|False|TRUE|FALSE|1|0)$",
    "string": r"(?s).*",
}


def against_schema(value: Any, schema: Mapping[str, Any], where: str = "$") -> Iterator[str]:
    """Every way in which a value breaks a JSON schema; a keyword that this checker does not know is a fault too."""
    unknown = set(schema) - _KNOWN
    if unknown:
        yield f"{where}: unknown keywords {sorted(unknown)}"
    types = schema.get("type")
    if types is not None:
        names = [types] if isinstance(types, str) else types
        fits = any(
            isinstance(value, _TYPES[name]) and not (name == "integer" and isinstance(value, bool)) for name in names
        )
        if not fits:
            yield f"{where}: {value!r} is no {names}"
            return
    if "const" in schema and value != schema["const"]:
        yield f"{where}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is none of {schema['enum']}"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where}: {value!r} does not match {schema['pattern']}"
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{where}: {value} is out of range"
    if isinstance(value, dict):
        known = schema.get("properties", {})
        yield from (f"{where}: {name} is missing" for name in schema.get("required", ()) if name not in value)
        if schema.get("additionalProperties") is False:
            yield from (f"{where}: {name} is not known" for name in value if name not in known)
        for name, each in value.items():
            if name in known:
                yield from against_schema(each, known[name], f"{where}.{name}")
    if isinstance(value, list) and "items" in schema:
        for number, each in enumerate(value):
            yield from against_schema(each, schema["items"], f"{where}[{number}]")


def against_package(package: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[str]:
    """Every way in which a data package breaks the rules of Data Package and Table Schema, or its files break it."""
    if not _RESOURCE_NAME.match(package.get("name", "")):
        yield f"the package's name {package.get('name')!r} is not allowed"
    if package.get("profile") not in ("data-package", "tabular-data-package"):
        yield "unknown profile"
    if "created" in package and not re.match(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", package["created"]):
        yield "created is no date-time"
    resources = package.get("resources") or []
    if not resources:
        yield "a package needs a resource"
    names = [resource.get("name") for resource in resources]
    if len(set(names)) != len(names):
        yield f"resource names are not unique: {names}"
    tables = {}
    for resource in resources:
        yield from _resource(resource, files)
        if resource.get("profile") == "tabular-data-resource":
            tables[resource["name"]] = (resource, rows_of(files[resource["path"]]))
    for name, (resource, rows) in tables.items():
        yield from _rows(name, resource["schema"], rows)
        yield from _foreign_keys(name, resource["schema"], rows, tables)


def rows_of(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file as any reader gets them."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def _resource(resource: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[str]:
    name, path = resource.get("name", ""), resource.get("path", "")
    if not _RESOURCE_NAME.match(name):
        yield f"the resource name {name!r} is not allowed"
    if not path or path.startswith(("/", "~")) or ".." in path.split("/") or "\\" in path:
        yield f"{name}: the path {path!r} is not safe"
    if path not in files:
        yield f"{name}: {path} is not there"
        return
    data = files[path]
    if resource.get("bytes") != len(data) or resource.get("hash") != f"sha256:{hashlib.sha256(data).hexdigest()}":
        yield f"{name}: size or hash is wrong"
    for field in resource.get("schema", {}).get("fields", ()):
        if field.get("type") not in _FIELD_TYPES:
            yield f"{name}.{field.get('name')}: unknown type"


def _rows(name: str, schema: Mapping[str, Any], rows: list[dict[str, str]]) -> Iterator[str]:
    fields = {field["name"]: field for field in schema["fields"]}
    blank = set(schema.get("missingValues", [""]))
    keys = set()
    for number, row in enumerate(rows, 2):
        if list(row) != list(fields):
            yield f"{name}: header {list(row)} is not {list(fields)}"
            return
        for column, text in row.items():
            yield from _cell(f"{name}:{number}.{column}", fields[column], None if text in blank else text)
        key = tuple(row[column] for column in schema["primaryKey"])
        if key in keys:
            yield f"{name}:{number}: the key {key} stands twice"
        keys.add(key)


def _cell(where: str, field: Mapping[str, Any], text: str | None) -> Iterator[str]:
    constraints = field.get("constraints", {})
    if text is None:
        if constraints.get("required"):
            yield f"{where}: is required"
        return
    if not re.match(_CASTS[field["type"]], text):
        yield f"{where}: {text!r} is no {field['type']}"
    if "enum" in constraints and text not in constraints["enum"]:
        yield f"{where}: {text!r} is none of {constraints['enum']}"


def _foreign_keys(
    name: str, schema: Mapping[str, Any], rows: list[dict[str, str]], tables: Mapping[str, Any]
) -> Iterator[str]:
    for key in schema.get("foreignKeys", ()):
        reference = key["reference"]
        there = tables[reference["resource"]][1]
        known = {tuple(row[column] for column in reference["fields"]) for row in there}
        for number, row in enumerate(rows, 2):
            wanted = tuple(row[column] for column in key["fields"])
            if wanted not in known:
                yield f"{name}:{number}: {wanted} leads nowhere"
