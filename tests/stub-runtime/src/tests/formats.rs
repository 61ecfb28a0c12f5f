use crate::formats::{
    is_base64, is_date, is_date_time, is_email, is_ipv4, is_ipv6, is_time, is_uuid,
};

/// Of texts, the good ones are of the format, and the bad ones are not.
fn tells(is: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
    for text in good {
        assert!(is(text), "{text}");
    }
    for text in bad {
        assert!(!is(text), "{text}");
    }
}

#[test]
fn bytes_are_base64_with_padding() {
    tells(
        is_base64,
        &["", "YQ==", "YWI="],
        &["YQ", "YQ=", "Y Q==", "-_8="],
    );
}

#[test]
fn dates_are_days_of_the_calendar() {
    tells(
        is_date,
        &["2024-02-29", "0001-01-01"],
        &["2023-02-29", "2024-2-29", "2024-02-29Z", "02024-02-2", ""],
    );
}

#[test]
fn times_of_days_have_an_offset() {
    let good = ["2024-02-29T12:00:00Z", "2024-02-29t12:00:00.5+02:00"];
    let bad = [
        "2024-02-29 12:00:00Z",
        "2024-02-29T12:00:00",
        "2024-02-29T24:00:00Z",
    ];
    tells(is_date_time, &good, &bad);
    let good = ["12:00:00Z", "23:59:60Z", "12:00:00.25-08:00"];
    tells(
        is_time,
        &good,
        &["12:00:00", "12:00Z", "24:00:00Z", "12:00:60Z"],
    );
}

#[test]
fn mailboxes_have_no_display_name() {
    let good = [
        "a@example.com",
        "\"a b\"@example.com",
        "a@[127.0.0.1]",
        "a@[IPv6:::1]",
    ];
    let bad = [
        "a",
        "A <a@example.com>",
        "é@example.com",
        "a@exa_mple.com",
        "a@[::1]",
        "a@[IPv6:127]",
    ];
    tells(is_email, &good, &bad);
}

#[test]
fn addresses_of_hosts() {
    tells(is_ipv4, &["127.0.0.1"], &["127.0.0", "127.0.0.01", "::1"]);
    tells(
        is_ipv6,
        &["::1", "1::ffff:127.0.0.1"],
        &["127.0.0.1", "::1%eth0", "1::2::3"],
    );
}

#[test]
fn uuids_have_hyphens() {
    let good = [
        "01890a5d-ac96-774b-bcce-b302099a8057",
        "01890A5D-AC96-774B-BCCE-B302099A8057",
    ];
    let bad = [
        "01890a5dac96774bbcceb302099a8057",
        "{01890a5d-ac96-774b-bcce-b302099a8057}",
        "",
    ];
    tells(is_uuid, &good, &bad);
}
