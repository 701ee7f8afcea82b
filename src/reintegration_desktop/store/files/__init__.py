"""The sealed files of cases: kept beside the database, named by records, let go of when nobody may keep them."""
