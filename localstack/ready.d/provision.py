"""Makes bucket, queues and topic when LocalStack is ready, from the documents in ../resources: those that the apps'
own provisioning reads too. Running it again changes nothing. Runs inside LocalStack, which brings boto3."""

import json
import os
import re
from pathlib import Path

import boto3
from botocore import xform_name
from botocore.exceptions import ClientError

# The same as the apps' own defaults, and overridden by the same variables.
NAMES = {
    "AWS_REGION": "us-east-1",
    "AWS_ACCOUNT_ID": "000000000000",
    "BUCKET": "airlock",
    "SCAN_QUEUE": "airlock-scan",
    "SCAN_DLQ": "airlock-scan-dlq",
    "EVENTS_TOPIC": "airlock-events",
    "CONSUMER_QUEUE": "airlock-consumer",
    "CONSUMER_DLQ": "airlock-consumer-dlq",
    "CORS_ORIGIN": "*",
}


def fill(value, names):
    """A request with every ${NAME} filled in; what {"$json": ...} holds becomes a string of JSON, as JavaScript
    spells it: a subscription whose policy differs in its spaces alone is refused as a different one."""
    if isinstance(value, str):
        return re.sub(r"\$\{(\w+)\}", lambda match: names[match[1]], value)
    if isinstance(value, list):
        return [
            filled
            for element in value
            for filled in (split(element, names) if isinstance(element, str) else [fill(element, names)])
        ]
    if isinstance(value, dict):
        filled = {key: fill(element, names) for key, element in value.items()}
        if "$json" in filled:
            return json.dumps(filled["$json"], separators=(",", ":"), ensure_ascii=False)
        return filled
    return value


def split(element, names):
    """An element of a list that is one ${NAME} stands for all of its values, separated by commas."""
    filled = fill(element, names)
    return filled.split(",") if re.fullmatch(r"\$\{\w+\}", element) else [filled]


def call(step, names, clients):
    client = clients(step["service"])
    try:
        response = getattr(client, xform_name(step["operation"]))(**fill(step["request"], names))
    except ClientError as error:
        if error.response["Error"]["Code"] not in step.get("exists", []):
            raise
        return
    for name, field in step.get("keep", {}).items():
        names[name] = response[field]


def provision():
    names = {name: os.environ.get(name) or default for name, default in NAMES.items()}
    port = os.environ.get("GATEWAY_LISTEN", "").rpartition(":")[2] or "4566"

    def clients(service):
        return boto3.client(
            service,
            endpoint_url=f"http://localhost:{port}",
            region_name=names["AWS_REGION"],
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    resources = Path(os.environ.get("FILESYSTEM_ROOT") or "/", "etc/localstack/resources")
    documents = sorted(resources.glob("*.json"))
    if not documents:
        raise FileNotFoundError(f"no resource documents in {resources}")
    for document in documents:
        for step in json.loads(document.read_text()):
            call(step, names, clients)
            print(f"{document.name}: {step['service']} {step['operation']}")


provision()
