"""How answers of tracking services become scans with aware times."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie.rulebook.mistakes import NoSuch
from hejie.verification import TrackingAnswer
from hejie.verification.scans import read_scans, zone_named
from tests.verification.reading import MAPS, answer, scans

KUAIDI = {
    "nu": "YT998877",
    "state": "3",
    "data": [
        {
            "time": "2026-11-12 10:15:40",
            "context": "已签收，签收人：本人",
            "statusCode": "301",
            "areaName": "北京",
        },
        {"time": "2026-11-12 08:31:00", "context": "正在派件", "statusCode": "5"},
    ],
}
CORREIOS = {
    "codObjeto": "AA123456789BR",
    "eventos": [
        {
            "codigo": "BDE",
            "tipo": "01",
            "dtHrCriado": "2026-10-08T14:40:00",
            "descricao": "Objeto entregue ao destinatário",
            "unidade": {"endereco": {"cidade": "MANAUS", "uf": "AM"}},
        },
        {
            "codigo": "OEC",
            "tipo": "01",
            "dtHrCriado": {"date": "2026-10-08 09:10:00.000000", "timezone": "America/Sao_Paulo"},
            "descricao": "Objeto saiu para entrega ao destinatário",
            "unidade": {"endereco": {"cidade": "SAO PAULO", "uf": "SP"}},
        },
    ],
}
SEVENTEEN = {
    "number": "LX1",
    "track_info": {
        "tracking": {
            "providers": [
                {"events": [{"time_iso": "2026-10-05T09:00:00+08:00", "sub_status": "InTransit_PickedUp"}]},
                {
                    "events": [
                        {
                            "time_iso": "2026-10-09T15:00:00-03:00",
                            "sub_status": "Delivered_Other",
                            "description": "Entregue",
                            "location": "Recife",
                        }
                    ]
                },
            ]
        }
    },
}


def test_a_time_without_zone_is_the_provider_s_own_clock() -> None:
    found = read_scans(TrackingAnswer("kuaidi100", KUAIDI), MAPS).scans
    assert [scan.state for scan in found] == ["delivered", "out_for_delivery"]
    assert found[0].happened_at == datetime(2026, 11, 12, 2, 15, 40, tzinfo=UTC)
    assert (found[0].parcel, found[0].place, found[0].raw_status) == ("YT998877", "北京", "301")


def test_the_clock_of_the_hub_comes_before_the_country_s() -> None:
    found = read_scans(TrackingAnswer("correios", CORREIOS), MAPS).scans
    assert found[0].happened_at == datetime(2026, 10, 8, 18, 40, tzinfo=UTC)  # Manaus is four hours behind
    assert found[1].happened_at == datetime(2026, 10, 8, 12, 10, tzinfo=UTC)  # São Paulo three
    assert found[0].place == "MANAUS AM"


def test_every_leg_of_a_parcel_is_read() -> None:
    found = read_scans(TrackingAnswer("17track", SEVENTEEN), MAPS).scans
    assert [scan.state for scan in found] == ["picked_up", "delivered"]
    assert found[1].happened_at == datetime(2026, 10, 9, 18, 0, tzinfo=UTC)


def test_the_caller_s_zone_is_the_last_resort() -> None:
    rows = [["2026-10-08T09:10:00", "out_for_delivery", ""]]
    left = read_scans(answer("mercadolibre", rows), MAPS)
    assert not left.scans
    assert "no zone" in left.left_out[0].why
    told = scans("mercadolibre", rows, zone="America/Argentina/Buenos_Aires")
    assert told[0].happened_at == datetime(2026, 10, 8, 12, 10, tzinfo=UTC)


def test_one_bad_row_is_named_and_the_others_stand() -> None:
    body = {
        "nu": "1",
        "data": [{"context": "已揽收"}, "?", {"time": "gestern", "context": ""}, KUAIDI["data"][0]],
    }
    read = read_scans(TrackingAnswer("kuaidi100", body), MAPS)
    assert len(read.scans) == 1
    assert [bad.row for bad in read.left_out] == [0, 1, 2]
    assert "gestern" in read.left_out[2].why


def test_a_provider_without_maps_is_refused_by_name() -> None:
    with pytest.raises(NoSuch, match="kuaidi100"):
        read_scans(TrackingAnswer("kuaidi10", {}), MAPS)


@pytest.mark.parametrize(
    ("name", "hours"),
    [("America/Manaus", -4), ("+08:00", 8), ("-0300", -3), ("UTC+8", 8), ("GMT-3", -3), ("Z", 0)],
)
def test_zones_are_known_by_name_or_offset(name: str, hours: float) -> None:
    zone = zone_named(name)
    assert zone is not None
    offset = zone.utcoffset(datetime(2026, 10, 8, tzinfo=UTC).replace(tzinfo=None))
    assert offset is not None
    assert offset.total_seconds() == hours * 3600


@given(st.text(max_size=40))
def test_no_name_breaks_the_search_for_a_zone(name: str) -> None:
    zone_named(name)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
ROW = st.dictionaries(
    st.sampled_from(["time", "context", "statusCode", "areaName", "ftime", "junk"]),
    JSON | st.just("0001-01-01 00:00:00"),
)


@given(rows=st.lists(ROW | JSON, max_size=5))
def test_no_answer_breaks_the_reader_and_every_row_is_a_scan_or_named(rows: list[object]) -> None:
    read = read_scans(TrackingAnswer("kuaidi100", {"nu": "1", "data": rows}), MAPS)
    assert len(read.scans) + len(read.left_out) == len(rows)
    assert all(scan.happened_at.tzinfo is not None for scan in read.scans)


@given(
    body=st.dictionaries(st.text(max_size=8), JSON, max_size=4),
    provider=st.sampled_from(sorted(MAPS.providers)),
)
def test_a_body_of_another_shape_gives_no_scans_and_no_crash(body: dict[str, object], provider: str) -> None:
    read_scans(TrackingAnswer(provider, body), MAPS)
