"""Files of a case: taken in without their hidden data, shown from memory, saved out only with a reason."""
