#!/usr/bin/env python3
"""Sends one message over the wire and verifies the receipt, after protocol.md beside this folder.

Needs Python 3.9 or later and the package `cryptography`. It is an example of another implementation:
short, strict, and without a queue; a real sender keeps what it sends and tries again.

    client.py --directory directory.json --register-key register-key.txt --key mine.hex --from 186 --to register \
        --kind note.sent --body '{"n": 1}'
"""

import argparse
import base64
import hashlib
import json
import re
import sys
import time
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timezone

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MESSAGE = ['"@method"', '"@target-uri"', '"content-type"', '"content-digest"', '"kandidat-message-id"']
ANSWERING = ['"@status"', '"content-type"', '"content-digest"', '"content-digest";req', '"@method";req',
             '"@target-uri";req']
CLOCK_APART_SECONDS_MAX = 300
BODY_BYTES_MAX = 1024 * 1024
PAYLOAD_TYPE = "application/vnd.kandidat.directory+json"


class Refused(Exception):
    """What came cannot be trusted, or says no."""


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unbase64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def raw(public_key):
    return public_key.public_bytes_raw()


def key_id(public_key):
    return base64url(hashlib.sha256(raw(public_key)).digest())


def content_digest(body):
    return "sha-256=:%s:" % base64.b64encode(hashlib.sha256(body).digest()).decode()


def parameters(components, tag, created, keyid):
    return '(%s);created=%d;keyid="%s";alg="ed25519";tag="%s"' % (" ".join(components), created, keyid, tag)


def signature_base(components, values, params):
    lines = ["%s: %s" % pair for pair in zip(components, values)]
    return "\n".join(lines + ['"@signature-params": ' + params]).encode()


def sign_request(private_key, target, message_id, body, created):
    """The header fields of a signed request, and the text that was signed."""
    digest = content_digest(body)
    params = parameters(MESSAGE, "kandidat-message-v1", created, key_id(private_key.public_key()))
    base = signature_base(MESSAGE, ["POST", target, "application/json", digest, message_id], params)
    signature = base64.b64encode(private_key.sign(base)).decode()
    return {
        "Content-Type": "application/json",
        "Content-Digest": digest,
        "Kandidat-Message-Id": message_id,
        "Signature-Input": "kandidat=" + params,
        "Signature": "kandidat=:%s:" % signature,
    }, base


def one(headers, name):
    found = headers.get_all(name) or []
    if len(found) != 1:
        raise Refused("%s does not stand there once" % name)
    return found[0]


def verify_response(status, headers, body, target, digest, keys, tag, now):
    """Whether one of the receiver's keys signed this response to this request, just now."""
    components = "\\(" + re.escape(" ".join(ANSWERING)) + "\\)"
    form = 'kandidat=(%s;created=([0-9]{1,15});keyid="([A-Za-z0-9_-]{43})";alg="ed25519";tag="%s")'
    found = re.fullmatch(form % (components, re.escape(tag)), one(headers, "Signature-Input"))
    # Other signers may put the four parameters in another order; this example takes the usual one.
    signature = re.fullmatch("kandidat=:([A-Za-z0-9+/]{86}==):", one(headers, "Signature"))
    if not found or not signature:
        raise Refused("not signed in the form of the protocol")
    params, created, keyid = found[1], int(found[2]), found[3]
    if one(headers, "Content-Digest") != content_digest(body):
        raise Refused("the response has another digest")
    key = next((key for key in keys if key["id"] == keyid), None)
    if key is None or not key["valid_from"] <= created < key["valid_to"]:
        raise Refused("signed by no key of the receiver's")
    values = [str(status), one(headers, "Content-Type"), content_digest(body), digest, "POST", target]
    try:
        key["key"].verify(base64.b64decode(signature[1]), signature_base(ANSWERING, values, params))
    except InvalidSignature:
        raise Refused("the signature does not fit")
    if abs(now - created) > CLOCK_APART_SECONDS_MAX:
        raise Refused("the clocks stand too far apart")


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def read_directory(envelope, register_key):
    """The payload, when the register's key has signed it and it is neither too old nor to come."""
    envelope = json.loads(envelope)
    if envelope["payloadType"] != PAYLOAD_TYPE:
        raise Refused("no directory")
    payload = base64.b64decode(envelope["payload"], validate=True)
    signed = b"DSSEv1 %d %s %d " % (len(PAYLOAD_TYPE), PAYLOAD_TYPE.encode(), len(payload)) + payload
    for signature in envelope["signatures"]:
        try:
            if signature["keyid"] == key_id(register_key):
                register_key.verify(base64.b64decode(signature["sig"]), signed)
                break
        except InvalidSignature:
            continue
    else:
        raise Refused("the register has not signed this directory")
    directory = json.loads(payload)
    age = time.time() - instant(directory["issued_at"])
    if age > 24 * 3600 or age < -CLOCK_APART_SECONDS_MAX or time.time() >= instant(directory["valid_until"]):
        raise Refused("the directory is too old, or to come")
    return directory


def party(directory, name):
    """Where a party is reached, and its keys."""
    if name == "register":
        found = directory["register"]
    else:
        found = next((i for i in directory["institutions"] if i["number"] == name), None)
    if found is None:
        raise Refused("%s is not in the directory" % name)
    keys = [{"id": key["id"], "key": Ed25519PublicKey.from_public_bytes(unbase64url(key["public_key"])),
             "valid_from": instant(key["valid_from"]), "valid_to": instant(key["valid_to"])}
            for key in found["keys"]]
    return found["address"], keys


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def post(target, headers, body):
    request = urllib.request.Request(target, data=body, headers=headers, method="POST")
    opener = urllib.request.build_opener(NoRedirect, urllib.request.ProxyHandler({}))
    try:
        response = opener.open(request, timeout=35)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return response.status, response.headers, response.read(BODY_BYTES_MAX + 1)


def main():
    args = argparse.ArgumentParser(description="Sends one message and verifies the receipt.")
    for name in ["directory", "register-key", "key", "from", "to", "kind", "body"]:
        args.add_argument("--" + name, required=True)
    args = vars(args.parse_args())
    with open(args["register_key"], encoding="ascii") as file:
        register_key = Ed25519PublicKey.from_public_bytes(unbase64url(file.read().strip()))
    with open(args["directory"], "rb") as file:
        directory = read_directory(file.read(), register_key)
    with open(args["key"], encoding="ascii") as file:
        private_key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(file.read().strip()))
    address, keys = party(directory, args["to"])
    target, message_id = address + "/wire/v1/messages", str(uuid.uuid4())
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    body = json.dumps({"id": message_id, "kind": args["kind"], "from": args["from"], "to": args["to"],
                       "sent_at": now, "domain_at": now, "body": json.loads(args["body"])}).encode()
    headers, _ = sign_request(private_key, target, message_id, body, int(time.time()))
    status, answered, said = post(target, headers, body)
    tag = "kandidat-receipt-v1" if status == 200 else "kandidat-problem-v1"
    digest = content_digest(body)
    verify_response(status, answered, said, target, digest, keys, tag, time.time())
    said = json.loads(said)
    if status != 200:
        raise Refused("%s %s" % (status, said["type"]))
    if (said["message"], said["digest"], said["by"]) != (message_id, digest, args["to"]):
        raise Refused("a receipt of something else")
    print("stored by %s at %s: %s" % (said["by"], said["stored_at"], message_id))


if __name__ == "__main__":
    try:
        main()
    except Refused as refused:
        sys.exit("refused: %s" % refused)
