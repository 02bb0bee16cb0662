"""A Langflow component for a model behind an OpenAI-compatible address.

Langflow keeps the source of this whole file in the flow."""

import asyncio
import json
import urllib.error
import urllib.request

from lfx.custom.custom_component.component import Component
from lfx.io import BoolInput, IntInput, MessageTextInput, Output, SecretStrInput, StrInput
from lfx.schema.message import Message


class PlannerLocalModel(Component):
    display_name = "Planner local model"
    description = "Asks an OpenAI-compatible chat endpoint: instructions as system message, data as user message."
    icon = "cpu"
    name = "PlannerLocalModel"

    inputs = [
        MessageTextInput(name="envelope", display_name="Envelope", info="What the planner sent, as JSON."),
        StrInput(
            name="base_url",
            display_name="Base URL",
            info="Without /chat/completions, such as http://localhost:8000/v1.",
        ),
        StrInput(name="model_name", display_name="Model", info="Name of the model, as its server calls it."),
        SecretStrInput(
            name="api_key", display_name="API key", info="A global variable; empty for none.", required=False
        ),
        BoolInput(
            name="constrain",
            display_name="Constrain",
            info="Sends the answer's JSON Schema as response_format, for servers that turn it into a grammar.",
            value=True,
        ),
        IntInput(name="max_tokens", display_name="Max tokens", info="Longest answer.", value=4096),
        IntInput(name="seconds", display_name="Seconds", info="How long an answer may take.", value=55),
    ]
    outputs = [Output(name="answer", display_name="Answer", method="ask")]

    async def ask(self) -> Message:
        # In a thread: a component that blocks would hold up every other run of the server.
        return Message(text=await asyncio.to_thread(self._post, self._question()))

    def _question(self) -> dict:
        payload = json.loads(str(self.envelope))["payload"]
        schema = payload["answerSchema"]
        system = f"{payload['instructions']}\n\nJSON Schema of the answer:\n{json.dumps(schema)}"
        question = {
            "model": self.model_name,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": payload["data"]}],
            "temperature": 0,
            "max_tokens": self.max_tokens,
        }
        if self.constrain:
            question["response_format"] = {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}
        return question

    def _post(self, question: dict) -> str:
        headers = {"content-type": "application/json"}
        if self.api_key:
            headers["authorization"] = f"Bearer {self.api_key}"
        url = f"{self.base_url.rstrip('/')}/chat/completions"
        request = urllib.request.Request(url, data=json.dumps(question).encode(), headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=self.seconds) as response:
                return json.load(response)["choices"][0]["message"]["content"]
        except urllib.error.HTTPError as error:
            raise ValueError(f"The model's server answered with status {error.code}.") from None
