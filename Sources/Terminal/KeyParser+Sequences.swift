import Screen

/// What begins with an escape: keys, pastes, and what is thrown away.
extension KeyParser {
    private static let pasteStart = Array("[200~".utf8)

    mutating func takeEscape(_ rest: inout ArraySlice<UInt8>, _ output: inout [Input]) -> Bool {
        guard rest.count > 1 else { return false }
        let second = rest[rest.startIndex + 1]
        if let key = sequences[Array(rest.prefix(2))] {
            rest = rest.dropFirst(2)
            output.append(.key(key))
            return true
        }
        if second == UInt8(ascii: "[") { return takeControlSequence(&rest, &output) }
        if second == UInt8(ascii: "O") { return takeShift(&rest, &output) }
        if Self.stringStarts.contains(second) {
            guard rest.count > 2 else { return false }
            rest = rest.dropFirst(2)
            state = .string
            return true
        }
        // Escape, and the next key came in the same portion: both were pressed.
        rest = rest.dropFirst()
        output.append(.key(.escape))
        return true
    }

    /// Up to `ESC \`, BEL, or what cancels.
    mutating func takeString(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let ends: [UInt8] = [0x1B, 0x07, 0x18, 0x1A]
        guard let end = rest.firstIndex(where: ends.contains) else {
            rest = []
            return true
        }
        rest = rest[end...]
        if rest.first == 0x1B {
            guard rest.count > 1 else { return false }
            // Another sequence begins: the string was never ended.
            if rest[rest.startIndex + 1] == UInt8(ascii: "\\") { rest = rest.dropFirst(2) }
        } else {
            rest = rest.dropFirst()
        }
        state = .ground
        return true
    }

    /// `ESC O` and a letter, perhaps with digits between.
    private mutating func takeShift(_ rest: inout ArraySlice<UInt8>, _ output: inout [Input]) -> Bool {
        let body = rest.dropFirst(2)
        let digits = body.prefix { (0x30...0x3B).contains($0) }
        guard let final = body.dropFirst(digits.count).first else {
            if digits.count > 16 { rest = Array("\u{1B}O0".utf8)[...] }
            return false
        }
        let isPart = (0x40...0x7E).contains(final)
        let whole = rest.prefix(2 + digits.count + (isPart ? 1 : 0))
        rest = rest.dropFirst(whole.count)
        if isPart, let key = sequences[Array(whole)] ?? KeySequence.shifted(final) { output.append(.key(key)) }
        return true
    }

    /// `ESC [`, parameters, and a letter.
    private mutating func takeControlSequence(_ rest: inout ArraySlice<UInt8>, _ output: inout [Input]) -> Bool {
        let body = rest.dropFirst(2)
        // The Linux console's F1 to F5: `ESC [ [ A`.
        if body.first == UInt8(ascii: "[") {
            guard let letter = body.dropFirst().first else { return false }
            if (0x41...0x45).contains(letter) { output.append(.key(.function(Int(letter) - 0x40))) }
            return drop(&rest, (0x40...0x7E).contains(letter) ? 4 : 3)
        }
        let parameters = body.prefix { (0x20...0x3F).contains($0) }
        guard let final = body.dropFirst(parameters.count).first else {
            if parameters.count <= 64 { return false }
            // Longer than any sequence is: shortened to one that means nothing, so that the rest goes the same way.
            rest = Array("\u{1B}[?".utf8)[...]
            return false
        }
        // Something that cannot be in a sequence ends it; a control character still counts as a key.
        guard (0x40...0x7E).contains(final) else { return drop(&rest, 2 + parameters.count + (final >= 0x7F ? 1 : 0)) }
        let whole = rest.prefix(3 + parameters.count)
        rest = rest.dropFirst(whole.count)
        finish(Array(whole), parameters: Array(parameters), final: final, &output)
        return true
    }

    private mutating func finish(_ whole: [UInt8], parameters: [UInt8], final: UInt8, _ output: inout [Input]) {
        if whole.dropFirst().elementsEqual(Self.pasteStart) {
            state = .paste
            droppedBytes = 0
        } else if final == UInt8(ascii: "M"), parameters.isEmpty {
            state = .skip(3)
        } else if let key = sequences[whole] ?? KeySequence.controlled(parameters, final) {
            output.append(.key(key))
        }
    }

    private func drop(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> Bool {
        rest = rest.dropFirst(count)
        return true
    }
}
