"""The indicator library (指标库): indicators that people set again and again, each with how it is measured from records."""
