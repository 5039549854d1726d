"""The tables of an inwork study in a notebook, as views of DuckDB:

    study = inwork.connect("out/pilot")
    study.sql("SELECT arm, avg(hours_per_week) AS hours FROM outcomes GROUP BY arm").df()

It needs two packages, pip install duckdb pandas, and does nothing that you could not write
in a cell: each folder of tables becomes a view, with the columns world, point and replicate
from its path. Nothing is converted: pay is in pence, as each column's unit says. Ask

    study.sql("FROM dictionary WHERE table_name = 'outcomes'").df()

for the columns with their units and meanings, which the files themselves carry.
"""
import json
from pathlib import Path

import duckdb

COLUMNS = '[{"name": "VARCHAR", "type": "VARCHAR", "unit": "VARCHAR", "doc": "VARCHAR"}]'


def connect(folder):
    """A connection with a view for each table in the folder of a study, and the view dictionary."""
    study = duckdb.connect()
    columns = []
    for table, (root, pattern) in sorted(tables(folder).items()):
        study.execute(f"CREATE VIEW {table} AS FROM read_parquet({text(root / pattern)}, hive_partitioning = true)")
        columns.append(f"""
            SELECT '{table}' AS table_name, unnest(from_json(decode(value)::JSON, '{COLUMNS}'), recursive := true)
            FROM parquet_kv_metadata({text(min(root.glob(pattern)))}) WHERE decode(key) = 'columns'""")
    study.execute("CREATE VIEW dictionary AS" + " UNION ALL".join(columns))
    return study


def tables(folder):
    """Where each table has its files: those of a run, and those that an evaluation adds."""
    folder = Path(folder)
    found = {path.name: (path, "**/*.parquet") for path in folder.glob("tables/*")}
    found.update({path.stem: (path.parent, path.name) for path in folder.glob("estimates/*.parquet")})
    if not found:
        raise FileNotFoundError(f"{folder.absolute()}: found no tables there; inwork run makes them, inwork evaluate adds to them")
    return found


def trial(folder):
    """The trial as plan.json has it: control (an arm's slug), horizons (weeks), arms (slug, label and more)."""
    return json.loads((Path(folder) / "plan.json").read_text())["body"]["trial"]


def text(path):
    """A path as SQL writes text."""
    return "'" + str(path).replace("'", "''") + "'"
