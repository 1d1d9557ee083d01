"""Scores many plans in one run: each line of stdin is `[script, instance, plan file]`, each line of stdout its score.

The scripts are the independent scorers; they and the instances are loaded once.
"""

import functools
import importlib.util
import json
import sys


@functools.cache
def scorer(script):
    spec = importlib.util.spec_from_file_location("scorer", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@functools.cache
def instance(script, path):
    return scorer(script).read_instance(path)


for line in sys.stdin:
    script, path, plan = json.loads(line)
    module, read = scorer(script), instance(script, path)
    if hasattr(module, "PERIODS"):
        answer = module.score(*read, module.read_solution(plan))
    else:
        answer = module.score(read, module.read_solution(plan, len(read[0])))
    print(json.dumps(answer), flush=True)
