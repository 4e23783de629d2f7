"""A PostgreSQL of its own, which can be restarted under those who use it."""

import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg
import servers

from deploy.stream.servers import Server


class Postgres(Server):
    def __init__(self, folder: Path) -> None:
        super().__init__("postgres", folder)
        binaries = servers._postgresql_binaries()
        if not binaries:
            raise servers.Absent("PostgreSQL is missing: install it (Debian: apt-get install postgresql)")
        self._binaries = binaries
        self._user = servers._unprivileged() if os.geteuid() == 0 else None

    @property
    def url(self) -> str:
        return f"postgresql://bedside@127.0.0.1:{self.port}/postgres"

    def start(self) -> "Postgres":
        data = self.folder / "data"
        if not data.exists():
            if self._user:
                shutil.chown(self.folder, self._user, pwd.getpwnam(self._user).pw_gid)
                for parent in self.folder.parents:
                    if parent.stat().st_mode & 0o001 == 0 and parent.owner() == "root":
                        parent.chmod(parent.stat().st_mode | 0o011)
            make = [
                self._binaries / "initdb",
                "-D",
                data,
                "-A",
                "trust",
                "-U",
                "bedside",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
            ]
            subprocess.run(make, check=True, capture_output=True, user=self._user, cwd="/")
        options = ["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=100", "-c", "synchronous_commit=on"]
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(
                [str(self._binaries / "postgres"), "-D", str(data), "-p", str(self.port), "-k", "/tmp", *options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd="/", user=self._user,
            )  # fmt: skip
        self._await(self._answers)
        return self

    def stop(self) -> None:
        self.send(signal.SIGINT)  # at once, without waiting for clients
        if self._child:
            self._child.wait(30)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True
