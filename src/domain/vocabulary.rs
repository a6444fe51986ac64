//! The closed sets of words that a routine file takes, each word with its meaning.

use super::advice::Advice;
use super::body::{Position, Technique, Zone};
use super::routine::{Order, Sides};
use super::toward::Toward;

/// A closed set of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Vocabulary {
    /// What the hands do.
    Technique,
    /// Where.
    Zone,
    /// Where strokes and squeezes are headed.
    Toward,
    /// How the person sits or stands.
    Position,
    /// On which sides.
    Sides,
    /// Steps in sides or sides in steps.
    Order,
    /// What the lint for bodies points out.
    Advice,
}

/// The words for [`Sides`].
pub const SIDES: [(&str, Sides); 5] = [
    ("each", Sides::Each),
    ("both", Sides::Both),
    ("left", Sides::Left),
    ("right", Sides::Right),
    ("sore", Sides::Sore),
];

/// The words for [`Order`].
pub const ORDERS: [(&str, Order); 2] = [("step", Order::Step), ("side", Order::Side)];

impl Vocabulary {
    /// All its words.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Technique => Technique::ALL.iter().map(|one| one.word()).collect(),
            Self::Zone => Zone::ALL.iter().map(|one| one.word()).collect(),
            Self::Toward => Toward::ALL.iter().map(|one| one.word()).collect(),
            Self::Position => Position::ALL.iter().map(|one| one.word()).collect(),
            Self::Sides => SIDES.iter().map(|(word, _)| *word).collect(),
            Self::Order => ORDERS.iter().map(|(word, _)| *word).collect(),
            Self::Advice => Advice::ALL.iter().map(|one| one.word()).collect(),
        }
    }

    /// What one of its words is, with its article.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Technique => "a technique",
            Self::Zone => "a zone",
            Self::Toward => "where the hands go",
            Self::Position => "a position",
            Self::Sides => "one of the words for sides",
            Self::Order => "an order",
            Self::Advice => "something pointed out by `solemate check`",
        }
    }

    /// What one of its words means, in a sentence.
    pub fn meaning(self, word: &str) -> Option<&'static str> {
        match self {
            Self::Technique => Technique::named(word).map(Technique::meaning),
            Self::Zone => Zone::named(word).map(Zone::meaning),
            Self::Toward => Toward::named(word).map(Toward::meaning),
            Self::Position => Position::named(word).map(Position::meaning),
            Self::Advice => Advice::named(word).map(Advice::meaning),
            Self::Sides => match word {
                "each" => Some("One side, then the other."),
                "both" => Some("Both sides at once."),
                "left" | "right" => Some("This side only."),
                "sore" => Some("The side that is sore, as the settings say."),
                _ => None,
            },
            Self::Order => match word {
                "step" => Some("Both sides inside each step."),
                "side" => Some("All steps on one side, then all on the other."),
                _ => None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_meaning_and_no_other_has() {
        use Vocabulary as V;
        for vocabulary in [V::Technique, V::Zone, V::Toward, V::Position, V::Sides, V::Order, V::Advice] {
            for word in vocabulary.words() {
                assert!(vocabulary.meaning(word).is_some_and(|meaning| meaning.ends_with('.')), "{word}");
            }
            assert_eq!(vocabulary.meaning("nothing"), None);
        }
    }
}
