"""Writing: a page tree (made by a layout's ``paper``) as the bytes of one file, one module a format."""
