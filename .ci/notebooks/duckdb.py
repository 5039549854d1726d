"""What examples/notebooks uses of Python's package duckdb, over the same engine: CI reaches no
Python registry, but DuckDB's own library comes with the npm package that .ci/readers uses.

SQL, the reading of Parquet and all results are therefore DuckDB's; only how a result becomes
Python differs, and that is all that stands here: connect, execute, sql, fetchall, df. Whatever
else a notebook asks of duckdb fails, so that it cannot come to depend on what is not tried.
A whole number beyond 64 bits becomes a float, as duckdb's df has it, from fetchall too.
"""
import ctypes
import os
from datetime import date

import pandas

_engine = ctypes.CDLL(os.environ["DUCKDB_LIBRARY"])


class Error(Exception):
    """What the engine says is wrong with a query."""


class _Result(ctypes.Structure):
    """duckdb_result of duckdb.h: its fields are the engine's own."""
    _fields_ = [("counts", ctypes.c_uint64 * 3), ("pointers", ctypes.c_void_p * 3)]


_cell = [ctypes.POINTER(_Result), ctypes.c_uint64, ctypes.c_uint64]  # result, column, row
for name, answer, arguments in [
    ("duckdb_result_error", ctypes.c_char_p, _cell[:1]),
    ("duckdb_column_count", ctypes.c_uint64, _cell[:1]),
    ("duckdb_row_count", ctypes.c_uint64, _cell[:1]),
    ("duckdb_column_name", ctypes.c_char_p, _cell[:2]),
    ("duckdb_column_type", ctypes.c_int, _cell[:2]),
    ("duckdb_value_is_null", ctypes.c_bool, _cell),
    ("duckdb_value_boolean", ctypes.c_bool, _cell),
    ("duckdb_value_int64", ctypes.c_int64, _cell),
    ("duckdb_value_double", ctypes.c_double, _cell),
    ("duckdb_value_varchar", ctypes.c_void_p, _cell),
    ("duckdb_free", None, [ctypes.c_void_p]),
    ("duckdb_destroy_result", None, _cell[:1]),
]:
    getattr(_engine, name).restype, getattr(_engine, name).argtypes = answer, arguments


def _text(*cell):
    at = _engine.duckdb_value_varchar(*cell)
    try:
        return ctypes.string_at(at).decode()
    finally:
        _engine.duckdb_free(at)


def _day(*cell):
    return date.fromisoformat(_text(*cell))


# By enum duckdb_type of duckdb.h: how a value is fetched, and what pandas calls its column.
_kinds = {
    1: (_engine.duckdb_value_boolean, "bool"),
    4: (_engine.duckdb_value_int64, "int32"), 5: (_engine.duckdb_value_int64, "int64"),
    11: (_engine.duckdb_value_double, "float64"), 13: (_day, "datetime64[ns]"),
    16: (_engine.duckdb_value_double, "float64"),  # HUGEINT, as sums of whole numbers are
    17: (_text, "object"),
}


class Relation:
    """The answer to a query, fetched."""

    def __init__(self, result):
        columns = range(_engine.duckdb_column_count(result))
        self.columns = [_engine.duckdb_column_name(result, c).decode() for c in columns]
        types = [_engine.duckdb_column_type(result, c) for c in columns]
        unknown = [name for name, kind in zip(self.columns, types) if kind not in _kinds]
        if unknown:
            raise NotImplementedError(f"{', '.join(unknown)}: cast to BIGINT, DOUBLE, BOOLEAN, DATE or VARCHAR")
        fetch = [_kinds[kind][0] for kind in types]
        self._types = [_kinds[kind][1] for kind in types]
        self._rows = [
            tuple(None if _engine.duckdb_value_is_null(result, c, r) else fetch[c](result, c, r) for c in columns)
            for r in range(_engine.duckdb_row_count(result))
        ]

    def fetchall(self):
        return list(self._rows)

    def df(self):
        frame = pandas.DataFrame(self._rows, columns=self.columns, dtype=object)
        for name, kind in zip(self.columns, self._types):
            if frame[name].isna().any():
                kind = {"int32": "float64", "int64": "float64", "bool": "object"}.get(kind, kind)
            frame[name] = frame[name].astype(kind)
        return frame


class DuckDBPyConnection:
    """A connection to an empty database in memory."""

    def __init__(self):
        self._handle = ctypes.c_void_p()
        database = ctypes.c_void_p()
        if _engine.duckdb_open(None, ctypes.byref(database)) or _engine.duckdb_connect(database, ctypes.byref(self._handle)):
            raise Error("no database in memory")

    def sql(self, query):
        result = _Result()
        try:
            if _engine.duckdb_query(self._handle, query.encode(), ctypes.byref(result)):
                raise Error(_engine.duckdb_result_error(result).decode())
            return Relation(result)
        finally:
            _engine.duckdb_destroy_result(result)

    execute = sql


def connect():
    return DuckDBPyConnection()
