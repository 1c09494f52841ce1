"""What is kept of a webhook, and what is refused?"""

import pytest

from hejie.desk.models import Webhook
from hejie.desk.webhooks import hooks
from tests.desk.webhooks.receiver import Receiver

pytestmark = [pytest.mark.store, pytest.mark.usefixtures("store_on")]


def test_the_secret_is_kept_nowhere(receiver: Receiver) -> None:
    hook, secret = hooks.add(receiver.url, by="root")
    assert secret.startswith("whsec_")
    assert secret not in str(list(Webhook.objects.values()))
    assert hooks.secret_of(hook) == secret


def test_a_kind_or_a_shop_that_does_not_exist_is_named() -> None:
    for kinds, shops in ((["OfferMde"], []), ([], ["taobao:moon"])):
        with pytest.raises(hooks.NoSuchEvent, match="Use some of"):
            hooks.add("https://shop.example/", kinds, shops, by="root")
    with pytest.raises(hooks.NoSuchWebhook):
        hooks.remove(7, by="root")
