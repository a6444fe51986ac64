//! Directions in the words of an instruction: "knee to ankle", "toward the toes", "up the calf".
//!
//! Nothing is read into them: a limb that is moved, a way that is gone and come back, or a word that may mean something
//! else ("warm up") says nothing.

use super::{Heading, Toward};
use crate::domain::body::{Part, Zone};

/// The way an instruction asks for on a zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// The words that ask for it, in lower case and without articles.
    pub words: String,
    /// Which way.
    pub heading: Heading,
}

impl Said {
    /// What `text` asks for on `zone`, one of `zones`; none where it says nothing, or both ways.
    pub fn of(text: &str, zones: &[Zone], zone: Zone) -> Option<Self> {
        let text = text.to_lowercase().replace('→', " to ");
        if goes_both_ways(&text) {
            return None;
        }
        let clauses = text.split(['.', ',', ';', ':', '!', '?', '(', ')', '\n', '—']);
        let claims = clauses.flat_map(|clause| {
            let words: Vec<&str> = clause
                .split(|c: char| !c.is_alphabetic() && c != '\'')
                .filter(|word| !word.is_empty() && !ARTICLES.contains(word))
                .collect();
            (0..words.len()).filter_map(|at| Claim::at(&words, at)).collect::<Vec<_>>()
        });
        let mut said = claims.filter_map(|claim| {
            let heading = claim.on(zone, zones)?;
            Some(Self { words: claim.words, heading })
        });
        let first = said.next()?;
        said.all(|other| other.heading == first.heading).then_some(first)
    }

    /// The word of a routine file for going this way on `zone`, one of `zones`.
    pub fn toward(&self, zones: &[Zone], zone: Zone) -> Toward {
        match (zone.part(), self.heading) {
            (Part::Foot, Heading::Back) => Toward::Heel,
            (Part::Foot, _) => Toward::Toes,
            (Part::Thigh, Heading::Back) => Toward::Knee,
            (Part::Thigh, _) => Toward::Hip,
            (_, Heading::Back) => Toward::Ankle,
            _ if zones.contains(&Zone::Hamstring) => Toward::Hip,
            _ => Toward::Knee,
        }
    }
}

/// Whether `text`, in lower case, asks for a way and the way back.
pub(super) fn goes_both_ways(text: &str) -> bool {
    AND_BACK.iter().any(|both| text.contains(both))
}

/// A text with one of these asks for both ways.
const AND_BACK: [&str; 8] =
    ["and back", "then back", "back again", "back and forth", "to and fro", "both ways", "each way", "up and down"];
const ARTICLES: [&str; 6] = ["the", "your", "its", "a", "an", "each"];
/// What may stand between a direction and its place.
const BESIDE: [&str; 12] =
    ["of", "edge", "base", "tip", "tips", "top", "bottom", "back", "inside", "outside", "along", "lower"];
const NOT: [&str; 9] = ["not", "never", "no", "don't", "avoid", "without", "instead", "rather", "than"];
/// What moves a limb, where the limb follows.
const MOVES: [&str; 17] = [
    "bring", "draw", "pull", "put", "lay", "rest", "place", "turn", "point", "bend", "lift", "press", "push", "move",
    "slide", "flex", "stretch",
];
const LIMBS: [&str; 10] = ["foot", "feet", "heel", "heels", "toe", "toes", "leg", "legs", "knee", "ankle"];
/// What moves the whole person, or only the look.
const LEANS: [&str; 7] = ["lean", "reach", "look", "curl", "bend", "face", "facing"];
/// What a hand does on its way.
const GOES: [&str; 19] = [
    "go", "goes", "on", "work", "works", "working", "walk", "walks", "move", "moves", "stroke", "strokes", "knead",
    "kneading", "glide", "glides", "slide", "circle", "circles",
];
/// What is raised with "up", not gone along.
const RAISES: [&str; 8] = ["put", "hold", "prop", "lift", "set", "bring", "lay", "roll"];

/// A place on a leg, in the order from the hip to the toes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Place {
    Hip,
    Knee,
    Calf,
    Ankle,
    Heel,
    Arch,
    Toes,
}

impl Place {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "hip" | "hips" | "heart" | "buttock" | "buttocks" => Self::Hip,
            "knee" | "knees" => Self::Knee,
            "calf" | "calves" => Self::Calf,
            "ankle" | "ankles" | "achilles" => Self::Ankle,
            "heel" | "heels" => Self::Heel,
            "arch" => Self::Arch,
            "toe" | "toes" | "ball" => Self::Toes,
            _ => return None,
        })
    }

    /// The place that `words` begin with.
    fn first(words: &[&str]) -> Option<Self> {
        Self::named(words.iter().find(|word| !BESIDE.contains(word))?)
    }

    const fn is_of_the_foot(self) -> bool {
        matches!(self, Self::Heel | Self::Arch | Self::Toes)
    }
}

/// A direction, wherever it is said.
struct Claim {
    words: String,
    from: Option<Place>,
    to: Place,
}

impl Claim {
    /// The one that the word at `at` makes with its neighbours.
    fn at(words: &[&str], at: usize) -> Option<Self> {
        let (before, after) = (&words[..at], &words[at + 1..]);
        let moves_a_limb = before.windows(2).any(|two| MOVES.contains(&two[0]) && LIMBS.contains(&two[1]));
        if moves_a_limb || before.iter().any(|word| NOT.contains(word) || LEANS.contains(word)) {
            return None;
        }
        let (from, to) = match words[at] {
            "to" => Self::between(before, after)?,
            "toward" | "towards" if last_place(before).is_some() => Self::between(before, after)?,
            "toward" | "towards" => (None, Place::first(after)?),
            way @ ("up" | "upward" | "upwards" | "down" | "downward" | "downwards") => {
                let is_up = way.starts_with("up");
                Self::along(before, after, is_up, way.ends_with("ward") || way.ends_with("wards"))?
            }
            _ => return None,
        };
        // From the word before to the place after.
        let last = after.iter().position(|word| Place::named(word).is_some()).map_or(at, |n| at + 1 + n);
        let words = words[at.saturating_sub(1)..=last.min(at + 4)].join(" ");
        Some(Self { words, from, to })
    }

    /// From place to place. Without "from", leg and foot are not joined: a heel that is brought to the knee is no way.
    fn between(before: &[&str], after: &[&str]) -> Option<(Option<Place>, Place)> {
        if let ([.., "top"], Some(&"bottom")) = (before, after.first()) {
            return Some((Some(Place::Hip), Place::Ankle));
        }
        if let ([.., "bottom"], Some(&"top")) = (before, after.first()) {
            return Some((Some(Place::Ankle), Place::Hip));
        }
        let (from, to) = (last_place(before)?, Place::first(after)?);
        let joins = from.is_of_the_foot() != to.is_of_the_foot();
        (!joins || before.contains(&"from")).then_some((Some(from), to))
    }

    /// Up or down a leg: the leg is named after it, or the hand goes there, or it is `plain` that no limb is meant.
    fn along(before: &[&str], after: &[&str], is_up: bool, plain: bool) -> Option<(Option<Place>, Place)> {
        let way = |low, high| if is_up { (Some(low), high) } else { (Some(high), low) };
        let last = before.last().copied().unwrap_or_default();
        let named = after.iter().find(|word| !BESIDE.contains(word)).copied().unwrap_or_default();
        match named {
            "calf" | "calves" if !RAISES.contains(&last) => Some(way(Place::Ankle, Place::Knee)),
            "leg" | "legs" if !RAISES.contains(&last) => Some(way(Place::Ankle, Place::Hip)),
            "thigh" | "hamstring" if !RAISES.contains(&last) => Some(way(Place::Knee, Place::Hip)),
            "on" | "and" => None,
            _ if LIMBS.contains(&last) || last.starts_with("palm") => None,
            _ if GOES.contains(&last) || plain => Some(way(Place::Ankle, Place::Hip)),
            _ => None,
        }
    }

    /// Which way that is on `zone`, one of `zones`; none where it is not about it.
    fn on(&self, zone: Zone, zones: &[Zone]) -> Option<Heading> {
        let part = zone.part();
        let (near, far) = match part {
            Part::Thigh => (Place::Hip, Place::Knee),
            Part::Calf => (Place::Knee, Place::Ankle),
            Part::Foot => (Place::Heel, Place::Toes),
            Part::Ankle | Part::Leg => return None,
        };
        let is_worked = |part| zones.iter().any(|zone| zone.part() == part);
        let is_away = match self.from {
            Some(from) => {
                let (first, last) = (from.min(self.to), from.max(self.to));
                (first < far && last > near).then_some(from < self.to)?
            }
            // The end alone is about what lies next to it.
            None => match (self.to, part) {
                (Place::Hip, Part::Calf | Part::Thigh) | (Place::Knee, Part::Calf) => false,
                (Place::Knee, Part::Thigh) if !is_worked(Part::Calf) => true,
                (Place::Ankle, Part::Calf) | (Place::Toes, Part::Foot) => true,
                (Place::Heel, Part::Foot) => false,
                (Place::Heel | Place::Toes, Part::Calf) if !is_worked(Part::Foot) => true,
                _ => return None,
            },
        };
        Some(if is_away == (part == Part::Foot) { Heading::Onward } else { Heading::Back })
    }
}

/// The place that `words` end in, before an "up" or "down" that belongs to what follows.
fn last_place(words: &[&str]) -> Option<Place> {
    let word = words.iter().rev().find(|word| !matches!(**word, "up" | "down" | "right" | "crease"))?;
    Place::named(word)
}
