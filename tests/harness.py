# SPDX-License-Identifier: MIT
"""What the test programs share: a line a test, and the closing line "NAME: N passed, N failed, N skipped" that scripts/test adds up."""
import fnmatch
import time


class Skip(Exception):
    """The machine cannot run this test."""


def options(ap):
    """The options by which a run is narrowed; a NAME may end in * and then stands for all tests that begin so."""
    ap.add_argument("--only", default="", metavar="NAME,…")
    ap.add_argument("--except", default="", dest="without", metavar="NAME,…")


def choose(tests, args):
    """The tests that --only and --except leave. To leave none is a slip of the pen, not a success."""
    named = lambda test, names: any(fnmatch.fnmatchcase(test.__name__, n) for n in names.split(",") if n)
    chosen = [t for t in tests if (not args.only or named(t, args.only)) and not named(t, args.without)]
    if not chosen:
        raise SystemExit(f"no test of that name; there are {', '.join(t.__name__ for t in tests)}")
    return chosen


def run(name, tests, *given):
    """Run each with what is given to all; the exit status."""
    passed = failed = skipped = 0
    for test in tests:
        start = time.monotonic()
        try:
            test(*given)
            passed += 1
            print(f"ok   {test.__name__} ({time.monotonic() - start:.1f} s)", flush=True)
        except Skip as why:
            skipped += 1
            print(f"skip {test.__name__}: {why}", flush=True)
        except Exception as why:  # a broken test is a failed test; the others still run
            failed += 1
            print(f"FAIL {test.__name__} ({time.monotonic() - start:.1f} s): {type(why).__name__}: {why}", flush=True)
    print(f"{name}: {passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0
