"""Many documents at once: what lives here reads or reviews a folder of them into one Parquet file, on all cores or a cluster.

A judgement of its own never does: a document here comes out exactly as from ``zhunsheng read --json`` or ``zhunsheng review``.
"""
