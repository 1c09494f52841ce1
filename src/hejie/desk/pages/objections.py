"""Why was something of the administration refused, in the reader's language?"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hejie.desk.access import company, hiring, limits, passwords, people, tokens
from hejie.desk.habits import mistakes
from hejie.desk.webhooks import addresses, hooks

SAID: dict[type[Exception], str] = {
    limits.TooOften: gettext_noop("This was tried too often. Try again in %(said)s minutes."),
    passwords.WrongPassword: gettext_noop("This is not your present password; nothing was changed."),
    passwords.NotTheSame: gettext_noop("The new password was typed in two ways; type it twice the same."),
    hiring.LastAdministrator: gettext_noop(
        "This is the only administrator. Make somebody else an administrator first."
    ),
    hiring.OwnAccount: gettext_noop(
        "Nobody changes their own role or lets themselves out. Ask another administrator."
    ),
    people.NotAName: gettext_noop(
        "This is no name to sign in with. Use letters, digits and @ . + - _ without spaces."
    ),
    people.NameTaken: gettext_noop("There is an account of this name already. Choose another name."),
    people.NoSuchRole: gettext_noop("There is no such role. Choose one of the list."),
    people.NoSuchShop: gettext_noop("There is no such shop here. Choose from the list."),
    tokens.TooMuch: gettext_noop("A token can never do more than its person may. Take away scopes or shops."),
    tokens.NoSuchToken: gettext_noop("This token does not hold any more; nothing was changed."),
    tokens.NoSuchPerson: gettext_noop("There is no such account. Choose one of the list."),
    company.CompanySaysNo: gettext_noop(
        "The company's sign-in did not say for sure who you are. Try again, or sign in with your password."
    ),
    company.NotJoined: gettext_noop(
        "No account is joined to you yet. Sign in with your password once and join it on the page of your account."
    ),
    company.JoinedElsewhere: gettext_noop(
        "You are joined to another account already. Part it there first; nothing was changed here."
    ),
    addresses.NotAnAddress: gettext_noop(
        "Nothing is sent to this address. Give one such as https://shop.example/hejie that is not inside your network."
    ),
    hooks.NoSuchWebhook: gettext_noop("This webhook is gone; nothing was changed."),
    hooks.NoSuchEvent: gettext_noop("There is no such kind or shop. Choose from the list."),
    mistakes.NoReason: gettext_noop("Say why: whoever reads the history later wants to know."),
    mistakes.NothingChanged: gettext_noop("Nothing would be changed by this."),
    mistakes.OutOfDate: gettext_noop(
        "Somebody changed the rules while you looked at this. Look at them again, then change them."
    ),
    mistakes.NotYours: gettext_noop(
        "This change lifts a limit of your own role, so somebody else must confirm it."
    ),
    mistakes.NotWaiting: gettext_noop("This change does not wait for anybody any more."),
    mistakes.NoSuchFile: gettext_noop(
        "“%(said)s” is no file that a team may lay over the shipped rules. Choose one of the list."
    ),
    mistakes.NotANumber: gettext_noop("“%(said)s” is not a number that can stand here."),
    mistakes.NotASkill: gettext_noop("“%(said)s” is no name of a skill. Write one short word for each."),
    mistakes.NotByYou: gettext_noop(
        "A standing order is switched on in your own name only: whoever switches it on answers for it."
    ),
    mistakes.NoName: gettext_noop("The promotion has no name. Agents and buyers call it by one: write it."),
    mistakes.NotATime: gettext_noop(
        "“%(said)s” is no day and hour. Choose when the promotion begins and when it ends."
    ),
    mistakes.NoCurrency: gettext_noop(
        "“%(said)s” is no currency, so the sums mean nothing. Choose one of the list."
    ),
    mistakes.NotOnTheList: gettext_noop(
        "“%(said)s” cannot stand here. Choose from the list, or name fewer goods."
    ),
    mistakes.NoSuchPromotion: gettext_noop(
        "This promotion is over or gone; nothing was changed. Look at the list."
    ),
    mistakes.WrittenByHand: gettext_noop(
        "“%(said)s” is written by hand in the folder of rules on this machine: change it in that file."
    ),
    mistakes.MustNotStart: gettext_noop("It must not start like this: %(said)s. Change what it says."),
    mistakes.NothingToLearn: gettext_noop(
        "No closed case tells what a buyer accepts yet: record what is offered and what buyers answer."
    ),
    mistakes.NotSurelyBetter: gettext_noop(
        "The closed cases do not show that this law is no worse: that takes %(said)s of a currency. Tick that you "
        "answer for it, or wait."
    ),
    mistakes.NotAgreed: gettext_noop(
        "A supervisor must agree before this is published: %(said)s. Tick that you agree, or change it."
    ),
}
# These say in their own words what is wrong where, and what to write instead.
IN_THEIR_WORDS = (people.WeakPassword, mistakes.Unreadable, mistakes.FindingsAreErrors)
REFUSED: tuple[type[Exception], ...] = (*SAID, *IN_THEIR_WORDS)


def said(error: Exception) -> str:
    """Return what the reader is told."""
    if isinstance(error, people.WeakPassword):
        return " ".join(error.reasons)
    words = SAID.get(type(error))
    return _(words) % {"said": getattr(error, "said", "")} if words else str(error)
