"""TLS and SASL from the settings, through every client: the admin, the producer, Faust's consumer and ours."""

import ipaddress
import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from integration.conftest import behind, until
from integration.test_stream import comment, entries, message, publish

from deploy.stream.programs import MissingError
from deploy.stream.servers import Kafka, Redis, free_port
from pipeline.adapters import kafka_topics
from pipeline.adapters.redis_client import open_redis, translated
from pipeline.config import load_settings
from pipeline.errors import Misconfigured, Unavailable

pytestmark = [pytest.mark.servers, pytest.mark.long]


class SecureKafka(Kafka):
    """A broker with a second door: TLS, and a password."""

    secure_port = 0

    def prepare(self):
        command = super().prepare()
        self.secure_port = self.secure_port or free_port()
        _certificate(self.folder)
        doors = f"PLAINTEXT://127.0.0.1:{self.port},SECURE://127.0.0.1:{self.secure_port}"
        jaas = 'org.apache.kafka.common.security.plain.PlainLoginModule required user_bedside="a-password";'
        (self.folder / "server.properties").open("a").write(
            f"\nlisteners={doors},CONTROLLER://127.0.0.1:{self._controller_port}\nadvertised.listeners={doors}\n"
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL\n"
            f"sasl.enabled.mechanisms=PLAIN\nlistener.name.secure.plain.sasl.jaas.config={jaas}\n"
            f"ssl.keystore.type=PEM\nssl.keystore.location={self.folder / 'keystore.pem'}\n"
        )
        return command


def _certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "bedside test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = made.public_bytes(serialization.Encoding.PEM)
    (folder / "keystore.pem").write_bytes(private + public)
    (folder / "ca.pem").write_bytes(public)


@pytest.fixture
def secure(tmp_path):
    broker = SecureKafka(tmp_path / "kafka")
    try:
        broker.start()
    except MissingError as missing:
        pytest.skip(str(missing))
    yield broker
    broker.stop()


def options(broker, **changes):
    given = {
        "security_protocol": "SASL_SSL",
        "sasl_mechanism": "PLAIN",
        "sasl_plain_username": "bedside",
        "sasl_plain_password": "a-password",
        "ssl_cafile": str(broker.folder / "ca.pem"),
    }
    return json.dumps(given | changes)


def test_comments_go_through_a_broker_behind_tls_and_a_password(secure, worker, tmp_path):
    where = f"127.0.0.1:{secure.secure_port}"
    settings = load_settings(
        data=tmp_path / "data",
        kafka=where,
        kafka_options=options(secure),
        model="fake",
        topics=kafka_topics.DEFAULT_FILE,
    )
    kafka_topics.apply(settings, kafka_topics.read_topics(settings))
    publish(settings, *[message(comment(n)) for n in range(30)])
    one = worker(settings=settings, BEDSIDE_KAFKA_OPTIONS=settings.kafka_options)
    until(lambda: len(entries(settings, "decision")) == 30 and not behind(settings))
    assert one.stop() == 0
    wrong = settings.model_copy(update={"kafka_options": options(secure, sasl_plain_password="wrong")})
    with pytest.raises((Unavailable, Misconfigured)):
        kafka_topics.check(wrong, kafka_topics.read_topics(wrong))


class SecureRedis(Redis):
    """A Redis whose one door is TLS, and a password."""

    @property
    def url(self):
        return f"rediss://:a-password@127.0.0.1:{self.port}/0?ssl_ca_certs={self.folder / 'ca.pem'}"

    def _spawn(self, command):
        _certificate(self.folder)
        key = str(self.folder / "keystore.pem")
        at = command.index("--port")
        command[at : at + 2] = ["--port", "0", "--tls-port", str(self.port), "--tls-auth-clients", "no"]
        super()._spawn([*command, "--tls-cert-file", key, "--tls-key-file", key, "--requirepass", "a-password"])


def test_histories_and_claims_go_through_a_redis_behind_tls_and_a_password(settings, worker, tmp_path):
    redis = SecureRedis(tmp_path / "redis")
    try:
        redis.start()
    except MissingError as missing:
        pytest.skip(str(missing))
    try:
        settings = settings.model_copy(update={"redis": redis.url})
        publish(settings, *[message(comment(n, {"severe": 0.95})) for n in range(30)])
        one = worker(settings=settings)
        until(lambda: len(entries(settings, "decision")) == 30 and not behind(settings))
        assert one.stop() == 0
        assert open_redis(redis.url).dbsize() > 0
        unknown, without = redis.url.partition("?")[0], redis.url.replace(":a-password@", "")
        for wrong in (unknown, without, unknown.replace("rediss:", "redis:")):
            with pytest.raises(Unavailable), translated():
                open_redis(wrong).ping()
    finally:
        redis.stop()
