import Screen

/// Bytes of a terminal to keys and pastes. Pure: it reads nothing and has no clock.
///
/// After `feed`, ask `patience`: if nothing came within it, call `timeOut`, for an escape key and the start of a
/// sequence look alike. Sequences that mean nothing here (mouse, focus, late answers to questions nobody asked) are
/// swallowed whole; their letters never become keys.
package struct KeyParser: Sendable {
    /// More characters than this in one piece were not typed by a hand, or not just now.
    ///
    /// That a terminal has bracketed a paste before says nothing of the next piece: tmux, screen and whatever types by
    /// itself put text in without brackets, past the terminal. So it stays a piece of its own, its Enters included, and
    /// nothing of it runs as keys here: only who knows the place can tell where an Enter at its end does no harm.
    static let burstLength = 24
    /// A paste is cut here, in bytes.
    package static let pasteLimit = 1 << 20

    /// What the bytes before left open.
    enum State: Sendable, Equatable {
        case ground
        /// Inside a bracketed paste.
        case paste
        /// A paste without brackets; it ends with a pause.
        case burst
        /// Inside a sequence that is thrown away, up to its end.
        case string
        /// Bytes of an old mouse report still to be thrown away.
        case skip(Int)
    }

    var state = State.ground
    private var pending: [UInt8] = []
    private var pasted: [UInt8] = []
    let sequences: [[UInt8]: Key]
    private let escapeDelay: Int
    /// Bytes that the last paste was cut by.
    package internal(set) var droppedBytes = 0

    /// `sequences` are the terminal's own; the usual ones are known. `escapeDelay` in milliseconds.
    package init(sequences: [[UInt8]: Key] = [:], escapeDelay: Int = 25) {
        self.sequences = sequences
        self.escapeDelay = escapeDelay
    }

    /// Milliseconds to wait for the next byte before `timeOut`; nil if nothing is open.
    package var patience: Int? {
        switch state {
        case .paste: return 2_000
        case .burst: return 50
        case .string, .skip: return 300
        case .ground:
            if pending.isEmpty { return nil }
            // What has begun as a sequence is one, however slow the line: only a lone escape is ambiguous.
            return pending.count == 1 && pending[0] == 0x1B || Self.startsString(pending) ? escapeDelay : 500
        }
    }

    /// `ESC P` and the like and nothing after it: as likely typed as sent.
    private static func startsString(_ bytes: [UInt8]) -> Bool {
        bytes.count == 2 && bytes[0] == 0x1B && stringStarts.contains(bytes[1])
    }

    static let stringStarts = Array("]PX^_".utf8)

    // MARK: - Feeding

    /// Takes bytes as they were read, in any portions.
    package mutating func feed(_ bytes: [UInt8]) -> [Input] {
        var output: [Input] = []
        if state == .ground, pending.isEmpty, Self.isBurst(bytes) {
            state = .burst
            droppedBytes = 0
        }
        pending += bytes
        var rest = pending[...]
        pending = []
        while !rest.isEmpty {
            guard step(&rest, &output) else {
                pending = Array(rest)
                break
            }
        }
        return output
    }

    /// No more bytes came: what is open is decided as it stands.
    package mutating func timeOut() -> [Input] {
        let open = pending
        pending = []
        switch state {
        case .paste:
            pasted += open
            return endPaste()
        case .burst:
            // The rest of a character may still be on its way.
            let cut = Self.openScalarLength(pasted[...])
            pending = Array(pasted.suffix(cut))
            pasted.removeLast(cut)
            return endPaste()
        case .string, .skip:
            state = .ground
            return []
        case .ground:
            if open == [0x1B] { return [.key(.escape)] }
            if Self.startsString(open) { return [.key(.escape)] + Self.characters([open[1]]) }
            return []
        }
    }

    /// Takes one thing from the front; false if it is not complete yet.
    private mutating func step(_ rest: inout ArraySlice<UInt8>, _ output: inout [Input]) -> Bool {
        switch state {
        case .paste: return takePaste(&rest, &output)
        case .burst: takeBurst(&rest, &output)
        case .string: return takeString(&rest)
        case .skip(let count):
            let taken = min(count, rest.count)
            rest = rest.dropFirst(taken)
            state = taken == count ? .ground : .skip(count - taken)
        case .ground:
            guard let first = rest.first else { return true }
            if first == 0x1B { return takeEscape(&rest, &output) }
            if first < 0x20 || first == 0x7F {
                rest = rest.dropFirst()
                output.append(.key(Self.control(first)))
            } else {
                return takeText(&rest, &output)
            }
        }
        return true
    }

    // MARK: - Text

    private static func isPrintable(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F }

    private static func isPastable(_ byte: UInt8) -> Bool {
        isPrintable(byte) || byte == 0x0D || byte == 0x0A || byte == 0x09
    }

    /// Many different characters at once; a key held down is one character many times.
    private static func isBurst(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > burstLength else { return false }
        let run = bytes.prefix(while: isPastable)
        guard run.count > burstLength, let first = run.first else { return false }
        let starts = run.filter { $0 & 0xC0 != 0x80 }
        return starts.count > burstLength && !starts.allSatisfy { $0 == first }
    }

    private mutating func takeText(_ rest: inout ArraySlice<UInt8>, _ output: inout [Input]) -> Bool {
        let run = rest.prefix(while: Self.isPrintable)
        let open = Self.openScalarLength(run)
        let whole = run.dropLast(open)
        output += Self.characters(whole)
        rest = rest.dropFirst(whole.count)
        if open == 0 { return true }
        // Cut off by something else: not the start of a character, but broken.
        if run.count < rest.count + whole.count {
            rest = rest.dropFirst(open)
            return true
        }
        return false
    }

    /// Bytes at the end that may become a character with the next portion.
    private static func openScalarLength(_ bytes: ArraySlice<UInt8>) -> Int {
        for (place, byte) in bytes.suffix(3).reversed().enumerated() where byte & 0xC0 == 0xC0 {
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            return place + 1 < length ? place + 1 : 0
        }
        return 0
    }

    /// Graphemes of valid UTF-8; bytes that are none, and C1 controls, are dropped.
    private static func characters(_ bytes: some Collection<UInt8>) -> [Input] {
        text(of: bytes).filter { character in
            !character.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }.map { .key(.character($0)) }
    }

    private static func text(of bytes: some Collection<UInt8>) -> String {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var text = String.UnicodeScalarView()
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): text.append(scalar)
            case .error: continue
            case .emptyInput: return String(text)
            }
        }
    }

    private static func control(_ byte: UInt8) -> Key {
        switch byte {
        case 0x0D, 0x0A: return .enter
        case 0x09: return .tab
        case 0x08, 0x7F: return .backspace
        case 0x00: return .control("@")
        default: return .control(Character(Unicode.Scalar(byte <= 0x1A ? byte + 0x60 : byte + 0x40)))
        }
    }

    // MARK: - Pastes

    private mutating func takePaste(_ rest: inout ArraySlice<UInt8>, _ output: inout [Input]) -> Bool {
        let end: [UInt8] = [0x1B] + Array("[201~".utf8)
        while let escape = rest.firstIndex(of: 0x1B) {
            keep(rest[..<escape])
            rest = rest[escape...]
            if rest.starts(with: end) {
                rest = rest.dropFirst(end.count)
                output += endPaste()
                return true
            }
            if end.starts(with: rest) { return false }
            keep(rest.prefix(1))
            rest = rest.dropFirst()
        }
        keep(rest)
        rest = []
        return true
    }

    private mutating func takeBurst(_ rest: inout ArraySlice<UInt8>, _ output: inout [Input]) {
        let run = rest.prefix(while: Self.isPastable)
        keep(run)
        rest = rest.dropFirst(run.count)
        if !rest.isEmpty { output += endPaste() }
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        let room = max(0, Self.pasteLimit - pasted.count)
        pasted += bytes.prefix(room)
        droppedBytes += max(0, bytes.count - room)
    }

    private mutating func endPaste() -> [Input] {
        // Terminals send Return for the ends of pasted lines.
        let text = Self.text(of: pasted).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let isBurst = state == .burst
        pasted = []
        state = .ground
        return text.isEmpty ? [] : [isBurst ? .burst(text) : .paste(text)]
    }
}

extension Input {
    /// What one read gave: different characters, or one with an Enter, came together. A key held down, arrows and chords
    /// are keys one by one.
    package static func joined(_ inputs: [Input]) -> [Input] {
        let keys = inputs.compactMap { input -> Key? in if case .key(let key) = input { key } else { nil } }
        let texts = keys.filter { key in
            if case .character = key { true } else { key == .enter }
        }
        guard keys.count == inputs.count, Set(texts).count > 1 else { return inputs }
        return [.together(keys)]
    }
}
