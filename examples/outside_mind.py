#!/usr/bin/env python3
"""A program that takes a seat in Dawnline, written from docs/outside-minds.md alone: Python's standard library.

    python3 examples/outside_mind.py npm run -s dawnline -- seat --game classroom --record game.json
    python3 examples/outside_mind.py --connect 127.0.0.1:4000 <key>

It spends nothing on anything but what the staff plans for the ground and the launchers, and offers every
agreement that is open.
"""
import json
import socket
import subprocess
import sys


def open_seat(args):
    """The streams to and from the seat, and the key that it wants."""
    if args[0] == "--connect":
        host, port = args[1].rsplit(":", 1)
        connection = socket.create_connection((host, int(port)))
        return connection.makefile("rb"), connection.makefile("wb"), args[2]
    child = subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    return child.stdout, child.stdin, None


source, sink, key = open_seat(sys.argv[1:])


def say(frame):
    sink.write(json.dumps(frame).encode() + b"\n")
    sink.flush()


def hear():
    line = source.readline()
    if not line:
        raise SystemExit("the seat has hung up")
    return json.loads(line)


def decide(observation):
    groups = {each["kind"]: each["group"] for each in observation["orders"]}
    draft = [order for order in observation["plan"] if groups.get(order["kind"]) in ("ground", "launch", "orbit")]
    offers = next((each for each in observation["orders"] if each["kind"] == "offer"), None)
    options = offers["form"][0]["options"] if offers else []
    for agreement in options:
        draft.append({"kind": "offer", "agreementId": agreement})
        say({"type": "preview", "orders": draft})
        judged = hear()
        if not judged["legal"]:
            draft.pop()
    return draft


hello = {"type": "hello", "protocol": 1, "name": "outside_mind.py"}
say(hello if key is None else {**hello, "key": key})
while True:
    frame = hear()
    if frame["type"] == "observation":
        say({"type": "seal", "turn": frame["turn"], "stage": frame["stage"], "orders": decide(frame)})
    elif frame["type"] == "refused":
        print("refused:", frame["code"], frame["field"], json.dumps(frame["rejections"]), file=sys.stderr)
    elif frame["type"] == "result":
        print(frame["stage"], frame["turn"], "lost:", frame["lost"], file=sys.stderr)
    elif frame["type"] == "end":
        print(json.dumps(frame["outcome"]))
        break
