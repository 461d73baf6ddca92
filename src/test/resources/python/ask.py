"""Asks the hub as a department would: a token, a page of a question, one record, all of them in bulk. Arguments: address of the hub, system; its secret comes by standard input."""
import base64
import json
import sys
import urllib.request

import datong_client
from datong_client.rest import ApiException

hub, system = sys.argv[1:]
secret = sys.stdin.readline().strip()
basic = base64.b64encode(f"{system}:{secret}".encode()).decode()
with urllib.request.urlopen(urllib.request.Request(hub + "/oauth2/token", b"grant_type=client_credentials&scope=catalogue records",
                                                   {"Authorization": "Basic " + basic, "Content-Type": "application/x-www-form-urlencoded"})) as answer:
    token = json.load(answer)["access_token"]

api = datong_client.ApiClient(datong_client.Configuration(host=hub))
api.set_default_header("Authorization", "Bearer " + token)
records = datong_client.RecordsApi(api)
page = records.get_datasets_records("hotline-12345", purpose="SERVICE.REQUEST", select="status", sort="-reported_at", limit=3)
following = records.get_datasets_records("hotline-12345", purpose="SERVICE.REQUEST", select="status", sort="-reported_at", limit=3, cursor=page.next)
one = records.get_datasets_records_by_id_without_preload_content("hotline-12345", page.records[0]["id"], purpose="SERVICE.REQUEST", select="status")
bulk = records.get_datasets_bulk_without_preload_content("hotline-12345", purpose="SERVICE.REQUEST", select="status")
end = json.loads(bulk.read().decode().strip().splitlines()[-1])["@end"]
try:
    records.get_datasets_records("hotline-12345", purpose="STATISTICS")
    refused = 200
except ApiException as refusal:
    refused = refusal.status
print(len(page.records), len(following.records), json.loads(one.read())["record"]["id"] == page.records[0]["id"], end["complete"], end["total"], refused)
