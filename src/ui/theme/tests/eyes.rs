//! Light, and how it looks to eyes that see fewer colours.
//!
//! Protanopia and deuteranopia: F. Viénot, H. Brettel, J. D. Mollon, "Digital video colourmaps for checking the
//! legibility of displays by dichromats", Color Research & Application 24 (1999). Tritanopia, for which that method is not
//! made: H. Brettel, F. Viénot, J. D. Mollon, "Computerized simulation of color appearance for dichromats", JOSA A 14
//! (1997). Both composed with the primaries of sRGB, as matrices on linear light (DaltonLens, "Understanding LMS-based
//! Color Blindness Simulations", 2021). Contrast: WCAG 2.2, relative luminance. Distance: CIE76 in CIE L*a*b*, D65.

use ratatui::style::Color;

type Matrix = [[f64; 3]; 3];

const PROTAN: Matrix = [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]];
const DEUTAN: Matrix = [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]];
/// Two half-planes, and the normal of the plane that parts them.
const TRITAN: [Matrix; 2] = [
    [[1.01277, 0.13548, -0.14826], [-0.01243, 0.86812, 0.14431], [0.07589, 0.80500, 0.11911]],
    [[0.93678, 0.18979, -0.12657], [0.06154, 0.81526, 0.12320], [-0.37562, 1.12767, 0.24796]],
];
const TRITAN_PARTS_AT: [f64; 3] = [0.03901, -0.02788, -0.01113];

/// Eyes, by the cones they have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Eyes {
    /// All three.
    All,
    /// No long ones.
    Protan,
    /// No middle ones.
    Deutan,
    /// No short ones.
    Tritan,
}

impl Eyes {
    pub const ALL: [Self; 4] = [Self::All, Self::Protan, Self::Deutan, Self::Tritan];

    pub fn see(self, light: Linear) -> Linear {
        match self {
            Self::All => light,
            Self::Protan => light.through(&PROTAN),
            Self::Deutan => light.through(&DEUTAN),
            Self::Tritan => light.through(&TRITAN[usize::from(product(&TRITAN_PARTS_AT, &light.0) < 0.0)]),
        }
    }
}

/// Red, green and blue of sRGB as light, 0 to 1 each.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Linear([f64; 3]);

impl Linear {
    pub const BLACK: Self = Self([0.0; 3]);
    pub const WHITE: Self = Self([1.0; 3]);

    /// A colour of xterm's table.
    pub fn of(colour: Color) -> Self {
        let Color::Indexed(index @ 16..) = colour else { panic!("{colour:?} is another one in every terminal") };
        let level = |n: u8| if n == 0 { 0.0 } else { 55.0 + 40.0 * f64::from(n) };
        let grey = |n: u8| 8.0 + 10.0 * f64::from(n);
        let levels = match index {
            232.. => [grey(index - 232); 3],
            _ => [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map(level),
        };
        Self(levels.map(|level| {
            let c = level / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        }))
    }

    fn through(self, matrix: &Matrix) -> Self {
        Self(matrix.map(|row| product(&row, &self.0).clamp(0.0, 1.0)))
    }

    fn luminance(self) -> f64 {
        product(&[0.2126, 0.7152, 0.0722], &self.0)
    }

    /// 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        f64::max(one, two) / f64::min(one, two)
    }

    /// CIE L*, 0 to 100.
    pub fn lightness(self) -> f64 {
        self.lab()[0]
    }

    pub fn distance(self, other: Self) -> f64 {
        self.lab().iter().zip(other.lab()).map(|(one, two)| (one - two).powi(2)).sum::<f64>().sqrt()
    }

    fn lab(self) -> [f64; 3] {
        const XYZ: Matrix = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]];
        let white = XYZ.map(|row| row.iter().sum::<f64>());
        let f = |at: usize| {
            let t = product(&XYZ[at], &self.0) / white[at];
            if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 }
        };
        [116.0 * f(1) - 16.0, 500.0 * (f(0) - f(1)), 200.0 * (f(1) - f(2))]
    }
}

fn product(one: &[f64; 3], other: &[f64; 3]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

#[test]
fn known_figures_come_out() {
    let red = Linear::of(Color::Indexed(196));
    let grey = Linear::of(Color::Indexed(244));
    let close = |one: f64, other: f64| (one - other).abs() < 0.05;
    assert!(close(Linear::BLACK.contrast(Linear::WHITE), 21.0));
    assert!(close(red.contrast(Linear::WHITE), 4.0) && close(grey.contrast(Linear::WHITE), 3.95));
    // sRGB red is L* 53.2, a* 80.1, b* 67.2.
    let [l, a, b] = red.lab();
    assert!((l - 53.2).abs() < 0.1 && (a - 80.1).abs() < 0.1 && (b - 67.2).abs() < 0.1, "{l} {a} {b}");
    for eyes in Eyes::ALL {
        for white in [Linear::WHITE, Linear::BLACK, grey] {
            assert!(eyes.see(white).distance(white) < 0.1, "{eyes:?} see grey as grey");
        }
    }
    // Olive and amber are one colour to protan eyes, or nearly.
    let (olive, amber) = (Linear::of(Color::Indexed(64)), Linear::of(Color::Indexed(136)));
    assert!(Eyes::Protan.see(olive).distance(Eyes::Protan.see(amber)) < olive.distance(amber) / 3.0);
}
