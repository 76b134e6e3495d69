#!/usr/bin/env python3
"""Follows a workspace over a WebSocket in JSON and prints each entry as a line. See README.md."""
import argparse
import asyncio
import json
import os
import random
import sys
from pathlib import Path

import websockets

SILENCE_SECONDS = 3  # heartbeats come every second
LONGEST_PAUSE_SECONDS = 10


class Refused(Exception):
    """Not to be tried again: a person must look."""


class Place:
    """Where we are: the journal, and the last number seen of it."""

    def __init__(self, name):
        self.file = Path(name) if name else None
        known = json.loads(self.file.read_text()) if self.file and self.file.exists() else {}
        self.journal = known.get("journal", "")
        self.through = known.get("through", "0")

    def keep(self):
        if self.file is None:
            return
        part = self.file.with_suffix(".part")
        part.write_text(json.dumps({"journal": self.journal, "through": self.through}))
        part.replace(self.file)


def take(frame, wish, place):
    """One frame; says why the stream ends when it does."""
    if "hello" in frame:
        place.journal = frame["hello"]["journal"]
        head = frame["hello"].get("head", 0)
        print(f"following {wish.workspace} after {place.through} of {head}",
              file=sys.stderr, flush=True)
    elif "events" in frame:
        for entry in frame["events"].get("entries", []):
            print(json.dumps(entry, ensure_ascii=False))
        sys.stdout.flush()
        place.through = frame["events"].get("through", place.through)
        place.keep()
    elif "closing" in frame:
        closing = frame["closing"]
        if "rejection" in closing:
            raise Refused(closing["reason"].get("en", "refused"))
        place.through = closing.get("resumeAfter", place.through)
        return closing["reason"].get("en", "closing")
    return None


async def follow(wish, place):
    """Until the stream ends; says how it ended."""
    headers = {"Authorization": f"Bearer {os.environ['CKL_TOKEN']}"}
    async with websockets.connect(wish.address, subprotocols=["ckl.v1.json"],
                                  extra_headers=headers, max_size=None) as socket:
        await socket.send(json.dumps({"subscribe": {
            "workspace": wish.workspace, "after": place.through, "journal": place.journal,
            "incident": wish.incident, "post": wish.post,
            "kinds": [kind for kind in wish.kinds.split(",") if kind]}}))
        while True:
            frame = json.loads(await asyncio.wait_for(socket.recv(), SILENCE_SECONDS))
            ended = take(frame, wish, place)
            if ended:
                return ended


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="ws://127.0.0.1:8080/v1/stream")
    parser.add_argument("workspace", help="skarpt")
    parser.add_argument("--state", default="", help="file that remembers where we are")
    parser.add_argument("--incident", default="")
    parser.add_argument("--kinds", default="", help="level_changed,log_entry_written")
    parser.add_argument("--post", default="follow_websocket.py", help="our name on CKL's board")
    wish = parser.parse_args()
    place = Place(wish.state)
    pause = 0.2
    loop = asyncio.get_running_loop()
    while True:
        began = loop.time()
        try:
            why = await follow(wish, place)
        except Refused as refused:
            sys.exit(f"refused: {refused}")
        except websockets.InvalidStatusCode as error:
            if error.status_code in (400, 401, 403):
                sys.exit(f"refused: HTTP {error.status_code}")
            why = str(error)
        except asyncio.TimeoutError:
            why = f"nothing was heard for {SILENCE_SECONDS} s"
        except (OSError, websockets.WebSocketException) as error:
            why = str(error)
        pause = 0.2 if loop.time() - began > SILENCE_SECONDS else min(
            LONGEST_PAUSE_SECONDS, 2 * pause)
        print(f"{why}; again after {place.through}", file=sys.stderr, flush=True)
        await asyncio.sleep(pause * random.uniform(0.5, 1))


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        pass
