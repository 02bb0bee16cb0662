"""The few requests to a Langflow server that set up a flow. Standard library only."""

import json
import urllib.error
import urllib.parse
import urllib.request


class Refused(Exception):
    """The server refused a request, or is not there; the text says which and why."""


class LangflowServer:
    def __init__(self, url: str, credentials: dict[str, str], seconds: int = 60):
        self.url = url.rstrip("/")
        self._headers = credentials
        self._seconds = seconds

    @classmethod
    def logged_in(cls, url: str, user: str, password: str) -> "LangflowServer":
        form = urllib.parse.urlencode({"username": user, "password": password}).encode()
        answer = cls(url, {})._send("POST", "/api/v1/login", form, "application/x-www-form-urlencoded")
        return cls(url, {"authorization": f"Bearer {answer['access_token']}"})

    @classmethod
    def with_key(cls, url: str, key: str) -> "LangflowServer":
        server = cls(url, {"x-api-key": key})
        server._get("/api/v1/users/whoami")
        return server

    def save_flow(self, flow: dict) -> tuple[dict, bool]:
        """Creates the flow, or gives the one of the same endpoint name these contents. True where it is a new one."""
        headers = self._get("/api/v1/flows/?get_all=true&header_flows=true&remove_example_flows=true")
        name = flow["endpoint_name"]
        known = next((header for header in headers if header.get("endpoint_name") == name), None)
        if known is None:
            return self._json("POST", "/api/v1/flows/", flow), True
        contents = {field: flow[field] for field in ("data", "description")}
        return self._json("PATCH", f"/api/v1/flows/{known['id']}", contents), False

    def create_key(self, name: str) -> str:
        return self._json("POST", "/api/v1/api_key/", {"name": name})["api_key"]

    def variable_names(self) -> set[str]:
        return {variable["name"] for variable in self._get("/api/v1/variables/")}

    def run_url(self, flow: dict) -> str:
        return f"{self.url}/api/v1/run/{flow['id']}"

    def _get(self, path: str):
        return self._send("GET", path, None, None)

    def _json(self, method: str, path: str, body: dict):
        return self._send(method, path, json.dumps(body).encode(), "application/json")

    def _send(self, method: str, path: str, body: bytes | None, media_type: str | None):
        headers = {
            **self._headers,
            "accept": "application/json",
            **({"content-type": media_type} if media_type else {}),
        }
        request = urllib.request.Request(self.url + path, data=body, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=self._seconds) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            raise Refused(f"{method} {self.url}{path}: {error.code} {_detail(error.read())}") from None
        except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
            raise Refused(f"{method} {self.url}{path}: {getattr(error, 'reason', error)}") from None
        except ValueError:
            raise Refused(
                f"{method} {self.url}{path}: the answer is not JSON; is this the address of Langflow?"
            ) from None


def _detail(body: bytes) -> str:
    try:
        detail = json.loads(body)["detail"]
    except (ValueError, KeyError, TypeError):
        return body[:200].decode(errors="replace")
    return str(detail)[:500]
