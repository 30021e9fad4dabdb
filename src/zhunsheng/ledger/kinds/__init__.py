"""One file per kind of ledger, each with one ``KIND``; :mod:`zhunsheng.ledger.registry` finds them by a walk over this folder."""
