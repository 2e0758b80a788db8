//! For whom a reverse proxy asks: believed only of proxies that the settings name.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;

use crate::contract::Peer;

/// Addresses of one header that are looked at: chains of proxies are short.
const HOPS: usize = 16;

/// Who asks: the peer itself, or the one that trusted proxies name. Of a chain the last address
/// that is not one of them counts: what stands before it anybody can write, also before one that
/// is no address (`unknown`).
pub(crate) fn client(peer: Peer, headers: &HeaderMap, trusted: &[IpAddr]) -> Peer {
    let is_trusted = |address: &IpAddr| trusted.contains(&address.to_canonical());
    if !is_trusted(&peer.address.ip()) {
        return peer;
    }
    let (addresses, scheme) = match headers.contains_key("forwarded") {
        true => forwarded(headers),
        false => x_forwarded(headers),
    };
    let mut others = addresses.into_iter().rev();
    let client = others.find(|address| address.is_none_or(|address| !is_trusted(&address)));
    Peer {
        address: client
            .flatten()
            .map_or(peer.address, |ip| SocketAddr::new(ip, 0)),
        is_tls: scheme.map_or(peer.is_tls, |scheme| scheme.eq_ignore_ascii_case("https")),
    }
}

/// The values of a header, as one list.
fn values<'h>(headers: &'h HeaderMap, name: &str) -> Vec<&'h str> {
    let all = headers.get_all(name).into_iter();
    let texts = all.filter_map(|value| value.to_str().ok());
    let mut parts: Vec<&str> = texts
        .flat_map(|text| text.split(','))
        .map(str::trim)
        .collect();
    let over = parts.len().saturating_sub(HOPS);
    parts.drain(..over);
    parts
}

fn x_forwarded(headers: &HeaderMap) -> (Vec<Option<IpAddr>>, Option<&str>) {
    let addresses = values(headers, "x-forwarded-for");
    let scheme = values(headers, "x-forwarded-proto").pop();
    (addresses.into_iter().map(address).collect(), scheme)
}

/// RFC 7239: `for=192.0.2.60;proto=http;by=203.0.113.43`.
fn forwarded(headers: &HeaderMap) -> (Vec<Option<IpAddr>>, Option<&str>) {
    let mut addresses = Vec::new();
    let mut scheme = None;
    for element in values(headers, "forwarded") {
        for pair in element.split(';') {
            let Some((name, value)) = pair.trim().split_once('=') else {
                continue;
            };
            let value = value.trim_matches('"');
            match name.to_ascii_lowercase().as_str() {
                "for" => addresses.push(address(value)),
                "proto" => scheme = Some(value),
                _ => {}
            }
        }
    }
    (addresses, scheme)
}

/// An address, with or without a port: `192.0.2.1:8080`, `[2001:db8::1]:8080`.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_matches(['[', ']']);
    let found = bare.parse().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    found.or_else(with_port).map(|ip: IpAddr| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    const PROXY: [u8; 4] = [192, 0, 2, 10];

    fn asked(from: [u8; 4], headers: &[(&'static str, &'static str)]) -> (String, bool) {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        let peer = Peer {
            address: SocketAddr::from((from, 40_000)),
            is_tls: false,
        };
        let client = client(peer, &map, &[IpAddr::from(PROXY)]);
        (client.address.ip().to_string(), client.is_tls)
    }

    #[test]
    fn proxies_are_believed_and_nobody_else() {
        let chain = ("x-forwarded-for", "10.9.9.9, 10.0.0.1, 192.0.2.10");
        let tls = ("x-forwarded-proto", "https");
        assert_eq!(asked(PROXY, &[chain, tls]), ("10.0.0.1".to_owned(), true));
        assert_eq!(
            asked([10, 0, 0, 7], &[chain, tls]),
            ("10.0.0.7".to_owned(), false)
        );
        assert_eq!(asked(PROXY, &[]), ("192.0.2.10".to_owned(), false));
    }

    #[test]
    fn the_standard_header_is_read_too() {
        let header = (
            "forwarded",
            "for=\"[2001:db8::1]:4711\";proto=https, for=192.0.2.10",
        );
        assert_eq!(asked(PROXY, &[header]), ("2001:db8::1".to_owned(), true));
        let spoofed = ("forwarded", "for=127.0.0.1, for=10.0.0.3");
        let hidden = ("forwarded", "for=127.0.0.1, for=unknown");
        assert_eq!(asked(PROXY, &[hidden]), ("192.0.2.10".to_owned(), false));
        assert_eq!(asked(PROXY, &[spoofed]), ("10.0.0.3".to_owned(), false));
    }
}
