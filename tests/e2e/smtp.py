#!/usr/bin/python3
"""A real SMTP server for the end-to-end test: STARTTLS and AUTH required, mails to JSON lines.

Prints `port N` when it listens on 127.0.0.1. In the folder it makes `smtp-cert.pem` (self-signed,
for localhost and 127.0.0.1) and `smtp-key.pem`. Each accepted mail becomes one line of --out, on
disk before the client hears 250: to, from, subject, text, key (X-CKL-Key), message_id, raw.
"""

import argparse
import asyncio
import email
import email.policy
import json
import os
import signal
import ssl
import subprocess

from aiosmtpd.smtp import SMTP, AuthResult


def make_certificate(folder):
    certificate = os.path.join(folder, "smtp-cert.pem")
    key = os.path.join(folder, "smtp-key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


class Mailbox:
    """Takes mails and writes each as one line."""

    def __init__(self, path):
        self._file = open(path, "a", encoding="utf-8")

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        for recipient in envelope.rcpt_tos:
            line = {
                "to": recipient,
                "from": envelope.mail_from,
                "subject": str(mail["Subject"]),
                "text": mail.get_content(),
                "key": str(mail["X-CKL-Key"]),
                "message_id": str(mail["Message-ID"]),
                "raw": envelope.content.decode("ascii", "replace"),
            }
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        return "250 2.0.0 Ok: queued"


class Account:
    """The one account that may send. `handled=False` lets the server answer 535 by itself."""

    def __init__(self, user, password):
        self._user = user.encode()
        self._password = password.encode()

    def __call__(self, server, session, envelope, mechanism, data):
        right = data.login == self._user and data.password == self._password
        return AuthResult(success=right, handled=False)


async def serve(arguments):
    context = make_certificate(arguments.folder)
    mailbox = Mailbox(arguments.out)
    account = Account(arguments.user, arguments.password)
    loop = asyncio.get_running_loop()

    def session():
        return SMTP(mailbox, hostname="localhost", tls_context=context, require_starttls=True,
                    authenticator=account, auth_required=True, enable_SMTPUTF8=False, loop=loop)

    server = await loop.create_server(session, "127.0.0.1", arguments.port)
    print("port", server.sockets[0].getsockname()[1], flush=True)
    stopped = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stopped.set)
    await stopped.wait()
    server.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", required=True, help="where the certificate is made")
    parser.add_argument("--out", required=True, help="JSON lines, appended")
    parser.add_argument("--user", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--port", type=int, default=0)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
