"""`reintegration tour`: the whole job on invented people, from the first interview to headquarters."""
