#!/usr/bin/env python3
"""Follows a workspace over gRPC and prints each entry as a line of JSON. See README.md."""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import grpc
from google.protobuf import json_format

SILENCE_SECONDS = 3  # heartbeats come every second
LONGEST_PAUSE_SECONDS = 10
REPOSITORY = Path(__file__).resolve().parents[2]


def contract():
    """The messages and the service's caller, made from proto/ for this run alone."""
    folder = tempfile.mkdtemp(prefix="ckl-contract-")
    files = sorted(str(path) for path in (REPOSITORY / "proto").rglob("*.proto"))
    subprocess.run(["protoc", f"--proto_path={REPOSITORY / 'proto'}", f"--python_out={folder}",
                    f"--grpc_out={folder}", "--plugin=protoc-gen-grpc=/usr/bin/grpc_python_plugin",
                    *files], check=True)
    sys.path.insert(0, folder)
    from ckl.v1 import stream_pb2, stream_pb2_grpc
    return stream_pb2, stream_pb2_grpc


def channel_to(server, ca):
    """Without TLS to this machine alone, as the server has it."""
    if server.rsplit(":", 1)[0] in ("127.0.0.1", "localhost", "[::1]") and not ca:
        return grpc.insecure_channel(server)
    roots = Path(ca).read_bytes() if ca else None
    return grpc.secure_channel(server, grpc.ssl_channel_credentials(roots))


class Place:
    """Where we are: the journal, and the last number seen of it."""

    def __init__(self, name):
        self.file = Path(name) if name else None
        known = json.loads(self.file.read_text()) if self.file and self.file.exists() else {}
        self.journal = known.get("journal", "")
        self.through = known.get("through", 0)

    def keep(self):
        if self.file is None:
            return
        part = self.file.with_suffix(".part")
        part.write_text(json.dumps({"journal": self.journal, "through": self.through}))
        part.replace(self.file)


def follow(caller, pb, wish, place):
    """Until the stream ends; says how it ended."""
    request = pb.SubscribeRequest(workspace=wish.workspace, after=place.through,
                                  journal=place.journal, incident=wish.incident,
                                  kinds=[kind for kind in wish.kinds.split(",") if kind],
                                  post=wish.post)
    call = caller.Subscribe(request, metadata=[("authorization",
                                                f"Bearer {os.environ['CKL_TOKEN']}")])
    heard = time.monotonic()

    def listen_for_silence():
        while call.is_active():
            if time.monotonic() - heard > SILENCE_SECONDS:
                call.cancel()
            time.sleep(0.2)

    threading.Thread(target=listen_for_silence, daemon=True).start()
    for frame in call:
        heard = time.monotonic()
        kind = frame.WhichOneof("frame")
        if kind == "hello":
            place.journal = frame.hello.journal
            print(f"following {wish.workspace} after {place.through} of {frame.hello.head}",
                  file=sys.stderr, flush=True)
        elif kind == "events":
            for entry in frame.events.entries:
                print(json.dumps(json_format.MessageToDict(entry), ensure_ascii=False))
            sys.stdout.flush()
            place.through = frame.events.through
            place.keep()
        elif kind == "closing":
            place.through = frame.closing.resume_after or place.through
            return frame.closing.reason.en
    return "the server ended the stream"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server", help="127.0.0.1:9090")
    parser.add_argument("workspace", help="skarpt")
    parser.add_argument("--state", default="", help="file that remembers where we are")
    parser.add_argument("--incident", default="")
    parser.add_argument("--kinds", default="", help="level_changed,log_entry_written")
    parser.add_argument("--post", default="follow_grpc.py", help="our name on CKL's board")
    parser.add_argument("--ca", default="", help="file with another authority")
    wish = parser.parse_args()
    pb, pb_grpc = contract()
    place = Place(wish.state)
    pause = 0.2
    while True:
        with channel_to(wish.server, wish.ca) as channel:
            began = time.monotonic()
            try:
                why = follow(pb_grpc.StreamServiceStub(channel), pb, wish, place)
            except grpc.RpcError as error:
                why = error.details()
                if error.code() in (grpc.StatusCode.UNAUTHENTICATED,
                                    grpc.StatusCode.PERMISSION_DENIED,
                                    grpc.StatusCode.INVALID_ARGUMENT,
                                    grpc.StatusCode.FAILED_PRECONDITION,
                                    grpc.StatusCode.NOT_FOUND):
                    sys.exit(f"refused: {why}")
        pause = 0.2 if time.monotonic() - began > SILENCE_SECONDS else min(
            LONGEST_PAUSE_SECONDS, 2 * pause)
        print(f"{why}; again after {place.through}", file=sys.stderr, flush=True)
        time.sleep(pause * random.uniform(0.5, 1))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
