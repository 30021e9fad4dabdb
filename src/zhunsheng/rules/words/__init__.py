"""Word lists of the rules: one YAML file a list, each with its source; read by :mod:`zhunsheng.rules.word_list`."""
