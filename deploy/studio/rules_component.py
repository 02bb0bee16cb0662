"""A Langflow component that answers for a model by asking an address.

Langflow keeps the source of this whole file in the flow."""

import asyncio
import urllib.error
import urllib.request

from lfx.custom.custom_component.component import Component
from lfx.io import IntInput, MessageTextInput, Output, StrInput
from lfx.schema.message import Message


class PlannerRules(Component):
    display_name = "Planner rules"
    description = "Posts the planner's envelope to an address and answers with the text that comes back."
    icon = "ruler"
    name = "PlannerRules"

    inputs = [
        MessageTextInput(name="envelope", display_name="Envelope", info="What the planner sent, as JSON."),
        StrInput(
            name="rules_url", display_name="Address", info="It gets the envelope by POST and answers with a text."
        ),
        IntInput(name="seconds", display_name="Seconds", info="How long it may take.", value=55),
    ]
    outputs = [Output(name="answer", display_name="Answer", method="ask")]

    async def ask(self) -> Message:
        # In a thread: a component that blocks would hold up every other run of the server.
        return Message(text=await asyncio.to_thread(self._post, str(self.envelope)))

    def _post(self, envelope: str) -> str:
        request = urllib.request.Request(
            self.rules_url, data=envelope.encode(), headers={"content-type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=self.seconds) as response:
                return response.read().decode()
        except urllib.error.HTTPError as error:
            raise ValueError(f"The rules answered with status {error.code}.") from None
