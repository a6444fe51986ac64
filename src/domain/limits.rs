//! The bands and thresholds that the plan, the page before a session and the session itself go by: what `[limits]` in
//! plan.toml says, and what holds unless it says otherwise. Nothing else in the program knows them.
//!
//! A person can be stricter than the sources, and not laxer: each range ends where its source does.

use std::ops::RangeInclusive;

use super::record::{Light, Pain};

/// The bands and thresholds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Pain now, from which only something gentle is suggested, and Gentle Day offered before a session.
    pub gentle: u8,
    /// Pain now, from which friction, rolling and heel raises wait, and no firmer level is offered.
    pub tender: u8,
    /// Discomfort in a session, from which it is fine only if it settles.
    pub amber: u8,
    /// Discomfort in a session, from which one stops.
    pub red: u8,
    /// Points above the usual that make a morning clearly higher: something gentle, and a level down.
    pub clearly: u8,
    /// Sessions at a level before the next one is open.
    pub sessions: u8,
    /// Days at a level before the next one is open.
    pub days: u8,
    /// Days that a level stays after it went down.
    pub stay: u8,
}

/// A limit as `[limits]` has it.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// Its key, as [`Limits`] calls it.
    pub key: &'static str,
    /// The least it may be.
    pub least: u8,
    /// The most.
    pub most: u8,
    /// Where its default comes from.
    pub source: &'static str,
}

impl Limit {
    /// All that it may be.
    pub const fn range(&self) -> RangeInclusive<u8> {
        self.least..=self.most
    }
}

const fn limit(key: &'static str, (least, most): (u8, u8), source: &'static str) -> Limit {
    Limit { key, least, most, source }
}

impl Limits {
    /// What holds unless plan.toml says otherwise.
    pub const DEFAULT: Self =
        Self { gentle: 6, tender: 4, amber: 3, red: 6, clearly: 2, sessions: 6, days: 7, stay: 3 };

    /// Every one, in the order of the file.
    pub const ALL: [Limit; 8] = [
        limit("gentle", (3, 6), "massage when pain is fairly low (S3-24)"),
        limit("tender", (2, 4), "the band 4 to 5 below that (S3-24)"),
        limit("amber", (1, 3), "0 to 2 go on, 3 to 5 fine if it settles (Thomee's model, R47)"),
        limit("red", (2, 6), "both models of the traffic light stop at 6 (R47)"),
        limit("clearly", (1, 2), "a morning up by 2: something gentle (R47, R48)"),
        limit("sessions", (6, 60), "step by step (S1-62); the number is ours"),
        limit("days", (7, 90), "step by step (S1-62); the number is ours"),
        limit("stay", (3, 30), "ours"),
    ];

    /// The one of a key.
    pub fn of(&self, key: &str) -> Option<u8> {
        let mut limits = *self;
        limits.place(key).map(|limit| *limit)
    }

    /// The place of the one of a key.
    pub fn place(&mut self, key: &str) -> Option<&mut u8> {
        Some(match key {
            "gentle" => &mut self.gentle,
            "tender" => &mut self.tender,
            "amber" => &mut self.amber,
            "red" => &mut self.red,
            "clearly" => &mut self.clearly,
            "sessions" => &mut self.sessions,
            "days" => &mut self.days,
            "stay" => &mut self.stay,
            _ => return None,
        })
    }

    /// Whether the bands lie one above the other: a sore foot below one to be left in peace, amber below red.
    pub const fn are_in_order(&self) -> bool {
        self.tender < self.gentle && self.amber < self.red
    }

    /// Whether pain now asks for something gentle only.
    pub const fn asks_for_gentle(&self, pain: Pain) -> bool {
        pain.value() >= self.gentle
    }

    /// Whether pain now makes friction, rolling and heel raises wait.
    pub const fn is_tender(&self, pain: Pain) -> bool {
        pain.value() >= self.tender
    }

    /// What discomfort means in the middle of a session.
    pub const fn light(&self, pain: Pain) -> Light {
        match pain.value() {
            value if value >= self.red => Light::Red,
            value if value >= self.amber => Light::Amber,
            _ => Light::Green,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_within_its_range_and_in_order() {
        for limit in Limits::ALL {
            let value = Limits::DEFAULT.of(limit.key).unwrap();
            assert!(limit.range().contains(&value) && !limit.source.is_empty(), "{}", limit.key);
        }
        assert!(Limits::DEFAULT.are_in_order());
        assert_eq!(Limits::DEFAULT.of("blue"), None);
    }

    #[test]
    fn the_light_is_green_to_2_amber_to_5_and_red_from_6() {
        let lights: Vec<Light> = Pain::all().map(|pain| Limits::DEFAULT.light(pain)).collect();
        let count = |light| lights.iter().filter(|one| **one == light).count();
        assert_eq!((count(Light::Green), count(Light::Amber), count(Light::Red)), (3, 3, 5));
        assert!(lights.is_sorted_by_key(|light| *light as u8));
    }
}
