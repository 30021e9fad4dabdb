"""Who does the chunks: all cores of this machine, or a Dask cluster. An engine is one function.

It takes the task and the chunks, and gives them back as they end, each with whether it was done. A chunk that took its
process with it is given back undone; :mod:`zhunsheng.batch.run` then finds out which document it was.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path

from zhunsheng.batch.manifest import Chunk

Task = Callable[[Chunk], Path]
Engine = Callable[[Task, Sequence[Chunk]], Iterator[tuple[Chunk, bool]]]

CHUNKS_A_PROCESS = 50
"""After so many chunks a process is replaced, so that what a reader's library keeps does not pile up."""


def on_this_machine(workers: int) -> Engine:
    """Processes of this machine, each with one chunk at a time."""

    def engine(task: Task, chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, bool]]:
        left = list(reversed(chunks))
        while left:
            suspects: dict[Future[Path], Chunk] = {}
            with _pool(workers) as pool:
                try:
                    while left or suspects:
                        while left and len(suspects) < workers:
                            suspects[pool.submit(task, left[-1])] = left[-1]
                            left.pop()
                        for future in wait(suspects, return_when=FIRST_COMPLETED).done:
                            future.result()
                            yield suspects.pop(future), True
                except BrokenProcessPool:
                    # Which one it was nobody can tell: all that were under way are handed back.
                    for chunk in suspects.values():
                        yield chunk, False

    return engine


def on_a_cluster(address: str | None, workers: int) -> Engine:
    """A Dask cluster by its scheduler's address, or one of this machine's own. It must see the same folders."""
    from dask import config
    from distributed import Client, KilledWorker, LocalCluster, as_completed

    def engine(task: Task, chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, bool]]:
        with ExitStack() as stack:
            # One death is enough: which document it was is found out afterwards, not by killing worker after worker.
            stack.enter_context(config.set({"distributed.scheduler.allowed-failures": 0}))
            logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what ended is a row of the result, not a log
            own = None if address else LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
            cluster = stack.enter_context(own) if own is not None else address
            client = stack.enter_context(Client(cluster))
            futures = {client.submit(task, chunk, pure=False, key=chunk.key): chunk for chunk in chunks}
            for future in as_completed(futures):
                done = not isinstance(future.exception(), KilledWorker)
                if done:
                    future.result()
                yield futures[future], done

    return engine


def alone(task: Task, chunk: Chunk) -> bool:
    """Do one chunk in a process of its own; whether the process came back."""
    with _pool(1) as pool:
        try:
            pool.submit(task, chunk).result()
        except BrokenProcessPool:
            return False
    return True


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), max_tasks_per_child=CHUNKS_A_PROCESS)
