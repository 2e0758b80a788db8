"""rename_table.py INDEX FROM TO: renames a table of an SQLite database, so that those who use it fail."""
import sqlite3
import sys

index, old, new = sys.argv[1:]
connection = sqlite3.connect(index, timeout=30, isolation_level=None)
# References in other tables stay as they are: the table comes back.
connection.execute("PRAGMA legacy_alter_table = ON")
connection.execute(f"ALTER TABLE {old} RENAME TO {new}")
