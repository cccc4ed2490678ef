/// A seeded generator with independent named streams: xoshiro256** started from SplitMix64.
///
/// One stream belongs to one source of randomness (demand of an item, lead times, ...), so that two variants of a
/// scenario see the same draws where nothing changed (common random numbers). Every distribution of this room takes
/// exactly one draw per sample, which keeps streams in step.
///
/// Blackman and Vigna (2021), *Scrambled linear pseudorandom number generators*, doi:10.1145/3460772; Steele, Lea
/// and Flood (2014), *Fast splittable pseudorandom number generators*, doi:10.1145/2660193.2660195.
public struct RandomStream: RandomNumberGenerator, Sendable, Hashable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// Starts a stream.
    ///
    /// - Parameters:
    ///   - seed: Any number; the same seed gives the same draws.
    ///   - stream: Which source of randomness; any number.
    ///   - replication: Which replication; any number.
    public init(seed: UInt64, stream: UInt64 = 0, replication: UInt64 = 0) {
        // The three numbers are folded one after the other through a bijective mixer, so that neighbouring
        // seeds, streams and replications start far apart.
        var mixer = SplitMix64(state: seed)
        mixer = SplitMix64(state: mixer.next() ^ stream &* 0xD1B5_4A32_D192_ED03)
        mixer = SplitMix64(state: mixer.next() ^ replication &* 0x8CB9_2BA7_2F3D_8DD7)
        state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
        if state == (0, 0, 0, 0) { state.0 = 0x9E37_79B9_7F4A_7C15 }
    }

    /// Starts a stream that is known by a name, for example `demand/rollator/falun`.
    public init(seed: UInt64, named name: String, replication: UInt64 = 0) {
        self.init(seed: seed, stream: RandomStream.streamNumber(of: name), replication: replication)
    }

    /// The stream number of a name (64-bit FNV-1a of its UTF-8 bytes).
    public static func streamNumber(of name: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 { (value << count) | (value >> (64 - count)) }
        let result = rotated(state.1 &* 5, 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotated(state.3, 45)
        return result
    }

    /// A number strictly between 0 and 1, on a grid of 2⁻⁵³ moved by half a step, so that neither end occurs.
    public mutating func nextUnit() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

    /// Whether an event of probability `probability` happens; takes one draw.
    public mutating func nextBool(probability: Double) -> Bool { nextUnit() < probability }

    /// Whether two streams give the same numbers from here on.
    public static func == (a: RandomStream, b: RandomStream) -> Bool { a.state == b.state }

    /// Feeds the state to a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(state.0)
        hasher.combine(state.1)
        hasher.combine(state.2)
        hasher.combine(state.3)
    }
}

/// A 64-bit counter behind a bijective mixer; starts ``RandomStream`` and is good enough on its own for shuffles.
public struct SplitMix64: RandomNumberGenerator, Sendable, Hashable {
    private var state: UInt64

    /// Starts at `state`.
    public init(state: UInt64) { self.state = state }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
