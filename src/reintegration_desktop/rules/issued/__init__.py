"""The rules that headquarters issues for every office: numbers, lists, places, services; signed by two, numbered."""
