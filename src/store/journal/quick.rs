//! Bodies of lines, read in the one form in which this program writes them: keys in their order, no spaces, no escapes. A
//! history of a lifetime has a million steps in it, and the general reader takes several times as long.
//!
//! Whatever has another form is none of ours to judge: `None` leaves it to the general reader, which says the same of
//! everything that is read here.

use std::time::Duration;

use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, Error};

use super::id::id;
use super::line::SUM_LENGTH;
use crate::domain::body::Side;
use crate::domain::record::{Hurt, Pain, Rating, SessionRecord, StepRecord};
use crate::domain::routine::RoutineId;
use crate::domain::text::Clean;
use crate::domain::time::stamp;

/// Room for so many entries of a list at first: sides and steps of a usual session.
const USUAL: usize = 12;

/// Whether the steps of sessions come with their names. These are most of a history, and who adds up needs none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Names {
    /// Each as it was.
    Given,
    /// Empty ones, wherever that saves work.
    Spared,
}

/// A session, from its first key to the end of its line.
pub(super) fn session(body: &str, names: Names) -> Option<SessionRecord> {
    let mut rest = Rest(body);
    rest.after(r#""routine":""#)?;
    let routine = RoutineId::new(rest.string()?).ok()?;
    rest.after(r#","name":""#)?;
    let name = Clean::visible(rest.string()?);
    rest.after(r#","started":""#)?;
    let started = stamp::read(rest.string()?)?;
    rest.after(r#","ending":""#)?;
    let ending = rest.word()?;
    rest.after(r#","planned":"#)?;
    let planned = rest.seconds()?;
    rest.after(r#","lived":"#)?;
    let lived = rest.seconds()?;
    rest.after(r#","paused":"#)?;
    let paused = rest.seconds()?;
    rest.after(r#","steps":"#)?;
    let steps = rest.list(|rest| step(rest, names))?;
    rest.is_at_sum().then_some(SessionRecord {
        routine,
        name,
        started,
        ending,
        planned,
        lived,
        paused,
        fitted: None,
        steps,
    })
}

/// A rating, likewise.
pub(super) fn rating(body: &str) -> Option<Rating> {
    let mut rest = Rest(body);
    rest.after(r#""side":""#)?;
    let side = rest.side()?;
    rest.after(r#","pain":""#)?;
    let kind = rest.word()?;
    rest.after(r#","value":"#)?;
    let value = Pain::try_from(u8::try_from(rest.whole()?).ok()?).ok()?;
    let session = match rest.after(r#","session":""#) {
        Some(()) => Some(id(rest.string()?)?),
        None => None,
    };
    rest.is_at_sum().then_some(Rating { side, kind, value, session, note: None, place: None })
}

fn step(rest: &mut Rest<'_>, names: Names) -> Option<StepRecord> {
    rest.after(r#"{"n":""#)?;
    let name = rest.string()?;
    let name = if names == Names::Given { Clean::visible(name) } else { Clean::default() };
    let technique = match rest.after(r#","t":""#) {
        Some(()) => Some(rest.word()?),
        None => None,
    };
    let side = match rest.after(r#","s":""#) {
        Some(()) => Some(rest.side()?),
        None => None,
    };
    rest.after(r#","p":"#)?;
    let planned = rest.seconds()?;
    rest.after(r#","d":"#)?;
    let done = rest.seconds()?;
    let skipped = rest.after(r#","x":true"#).is_some();
    let hurts = match rest.after(r#","h":"#) {
        Some(()) => rest.list(hurt)?,
        None => Vec::new(),
    };
    rest.after("}")?;
    Some(StepRecord { name, technique, side, planned, done, skipped, hurts })
}

fn hurt(rest: &mut Rest<'_>) -> Option<Hurt> {
    rest.after(r#"{"at":"#)?;
    let at = rest.seconds()?;
    rest.after(r#","in":"#)?;
    let into = rest.seconds()?;
    let round = match rest.after(r#","r":"#) {
        Some(()) => Some(rest.whole()?),
        None => None,
    };
    rest.after("}")?;
    Some(Hurt { at, into, round })
}

/// Where a quote, a backslash or a control character comes first. Eight bytes are looked at at a time: most of a history
/// stands in strings.
fn end_of_string(bytes: &[u8]) -> Option<usize> {
    const ALL: u64 = u64::from_ne_bytes([1; 8]);
    // The lowest byte that is marked is one that is meant.
    let below = |eight: u64, least: u8| eight.wrapping_sub(ALL * u64::from(least)) & !eight & (ALL << 7);
    let (whole, rest) = bytes.as_chunks::<8>();
    for (n, chunk) in whole.iter().enumerate() {
        let eight = u64::from_le_bytes(*chunk);
        let quote = below(eight ^ (ALL * u64::from(b'"')), 1);
        let stroke = below(eight ^ (ALL * u64::from(b'\\')), 1);
        let ends = quote | stroke | below(eight, b' ');
        if ends != 0 {
            return Some(8 * n + ends.trailing_zeros() as usize / 8);
        }
    }
    let last = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..b' '))?;
    Some(bytes.len() - rest.len() + last)
}

/// What is left of a body.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn after(&mut self, expected: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(expected)?;
        Some(())
    }

    /// A string without escapes, behind its first quote.
    fn string(&mut self) -> Option<&'a str> {
        let end = end_of_string(self.0.as_bytes())?;
        let (text, rest) = self.0.split_at_checked(end)?;
        self.0 = rest.strip_prefix('"')?;
        Some(text)
    }

    fn word<T: Deserialize<'a>>(&mut self) -> Option<T> {
        T::deserialize(BorrowedStrDeserializer::<Error>::new(self.string()?)).ok()
    }

    fn side(&mut self) -> Option<Side> {
        match self.string()? {
            "left" => Some(Side::Left),
            "right" => Some(Side::Right),
            _ => None,
        }
    }

    /// At most eight digits: what has more is left to the general reader and its limits.
    fn whole(&mut self) -> Option<u32> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.0.split_at_checked(digits)?;
        let is_plain = (1..=8).contains(&digits) && (digits == 1 || !number.starts_with('0'));
        self.0 = rest;
        number.parse().ok().filter(|_| is_plain)
    }

    /// Seconds, whole or with up to three decimals.
    fn seconds(&mut self) -> Option<Duration> {
        let whole = Duration::from_secs(self.whole()?.into());
        let Some(decimals) = self.0.strip_prefix('.') else {
            return (!self.0.starts_with(['e', 'E'])).then_some(whole);
        };
        let digits = decimals.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = decimals.split_at_checked(digits)?;
        let scale = [100, 10, 1].get(digits.checked_sub(1)?)?;
        self.0 = rest;
        let thousandths: u64 = number.parse().ok()?;
        (!rest.starts_with(['e', 'E'])).then_some(whole + Duration::from_millis(thousandths * scale))
    }

    fn list<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.after("[")?;
        if self.after("]").is_some() {
            return Some(Vec::new());
        }
        let mut all = Vec::with_capacity(USUAL);
        loop {
            all.push(one(self)?);
            if self.after(",").is_none() {
                return self.after("]").map(|()| all);
            }
        }
    }

    /// Whether nothing is left but the checksum, which has been looked at.
    fn is_at_sum(&self) -> bool {
        let rest = self.0.strip_suffix('\r').unwrap_or(self.0);
        rest.len() == SUM_LENGTH && rest.starts_with(r#","sum":""#)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::de::DeserializeOwned;

    use super::*;
    use crate::domain::body::Technique;
    use crate::domain::record::{Ending, FactId, PainKind};

    /// As it stands in a line, behind the first brace.
    fn body(what: &impl serde::Serialize) -> String {
        let json = serde_json::to_string(what).unwrap();
        format!(r#"{},"sum":"00000000"}}"#, &json[1..json.len() - 1])
    }

    fn general<T: DeserializeOwned>(body: &str) -> Option<T> {
        serde_json::from_str(&format!("{{{body}")).ok()
    }

    fn span() -> impl Strategy<Value = Duration> {
        prop_oneof![
            (0..100_000_u64).prop_map(Duration::from_secs),
            (0..100_000_000_u64).prop_map(Duration::from_millis)
        ]
    }

    prop_compose! {
        fn some_hurt()(at in span(), into in span(), round in prop::option::of(1..9_u32)) -> Hurt {
            Hurt { at, into, round }
        }
    }

    prop_compose! {
        fn some_step(names: &'static str)(
            name in names,
            technique in prop::option::of(prop::sample::select(Technique::ALL)),
            side in prop::option::of(prop::sample::select(&Side::BOTH[..])),
            (planned, done) in (span(), span()),
            skipped: bool,
            hurts in prop::collection::vec(some_hurt(), 0..3),
        ) -> StepRecord {
            StepRecord { name: Clean::visible(&name), technique, side, planned, done, skipped, hurts }
        }
    }

    prop_compose! {
        fn some_session(names: &'static str)(
            name in names,
            ending in prop::sample::select(&[Ending::Finished, Ending::Early, Ending::Interrupted][..]),
            (planned, lived, paused) in (span(), span(), span()),
            steps in prop::collection::vec(some_step(names), 0..20),
        ) -> SessionRecord {
            let started = stamp::read("2026-11-20T21:30:00+01:00").unwrap();
            let routine = RoutineId::new("calf-classic").unwrap();
            SessionRecord {
                routine,
                name: Clean::visible(&name),
                started,
                ending,
                planned,
                lived,
                paused,
                fitted: None,
                steps,
            }
        }
    }

    prop_compose! {
        fn some_rating()(
            side in prop::sample::select(&Side::BOTH[..]),
            kind in prop::sample::select(&[PainKind::FirstStep, PainKind::DayAverage, PainKind::NowDuring][..]),
            value in 0..=10_u8,
            session in prop::option::of(any::<u128>()),
            place in prop::option::weighted(0.1, "[a-z]{1,9}"),
        ) -> Rating {
            Rating {
                side,
                kind,
                value: Pain::try_from(value).unwrap(),
                session: session.map(FactId::from_u128),
                note: None,
                place: place.map(|place| Clean::visible(&place)),
            }
        }
    }

    /// The body with one of its bytes taken out, doubled, or replaced by one that means something in JSON. (The form of
    /// the checksum has been looked at by then.)
    fn mutated(body: &str, (at, how): (prop::sample::Index, usize)) -> String {
        let mut bytes = body.as_bytes().to_vec();
        let at = at.index(bytes.len() - SUM_LENGTH);
        match how {
            0 => drop(bytes.remove(at)),
            1 => bytes.insert(at, bytes[at]),
            how => bytes[at] = b"\"\\{}[],:.-0159eE tn\r\n\x01"[how - 2],
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    const HOWS: usize = 23;

    proptest! {
        #[test]
        fn a_string_ends_where_a_look_at_each_byte_says(bytes in prop::collection::vec(
            prop_oneof![8 => any::<u8>(), 1 => Just(b'"'), 1 => Just(b'\\'), 4 => b' '..=b'~'], 0..40,
        )) {
            let plain = bytes.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..b' '));
            prop_assert_eq!(end_of_string(&bytes), plain);
        }

        #[test]
        fn what_we_write_is_read_here_and_as_the_general_reader_does(
            session in some_session("[ -!#-\\[\\]-~äöü→💤]{0,20}"), rating in some_rating(),
        ) {
            prop_assert_eq!(super::session(&body(&session), Names::Given), Some(session.clone()));
            let spared = super::session(&body(&session), Names::Spared).unwrap();
            prop_assert!(spared.steps.iter().all(|step| step.name.is_empty()));
            prop_assert_eq!(spared.steps.len(), session.steps.len());
            prop_assert_eq!(general::<Rating>(&body(&rating)), Some(rating.clone()));
            let has_words = rating.place.is_some();
            prop_assert_eq!(super::rating(&body(&rating)), (!has_words).then_some(rating));
        }

        #[test]
        fn what_anybody_else_might_write_is_read_alike_or_left_alone(
            session in some_session("\\PC{0,20}"), rating in some_rating(), at: prop::sample::Index, how in 0..HOWS,
        ) {
            let bodies = (mutated(&body(&session), (at, how)), mutated(&body(&rating), (at, how)));
            for body in [&body(&session), &bodies.0] {
                if let Some(session) = super::session(body, Names::Given) {
                    prop_assert_eq!(general(body), Some(session), "{}", body);
                }
            }
            if let Some(rating) = super::rating(&bodies.1) {
                prop_assert_eq!(general(&bodies.1), Some(rating), "{}", bodies.1);
            }
        }
    }
}
