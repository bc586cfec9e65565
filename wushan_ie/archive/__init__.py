"""A whole archive to tables: any number of documents, killable at any moment, the same bytes every time.

::

    sources ──▶ items ──▶ shards ──▶ workers: read, ask which texts are copies, annotate ──▶ shard files ──▶ tables
                            │                          ▲                                          │
                            └── done before? skipped   └── FirstTexts, in the order of shards     └── manifest, last

One process finds documents and hands out shards; the workers do all that can hang, crash or eat memory, and whoever
dies names the document it was at. A shard file is there whole or not at all, and its name changes with whatever
changes its rows, so going on after a kill is to skip the shards whose files are there.
"""

from wushan_ie.archive.run import Outcome, Progress, RunSettings, run_archive

__all__ = ["Outcome", "Progress", "RunSettings", "run_archive"]
