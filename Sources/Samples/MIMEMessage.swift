import CGMime
internal import Records

/// A message as GMime reads it, made of Swift values. Strings are valid, their text is hostile.
struct MIMEMessage {
    private(set) var headers: [SampleMessage.Header] = []
    /// Seconds since 1970.
    private(set) var date: Double?
    /// The address in From, in small letters.
    private(set) var sender: String?
    private(set) var parts: [SampleMessage.Part] = []
    /// Text of the first plain part that is to be read in place.
    private(set) var plain: String?
    private(set) var html: String?
    /// Whether there are more headers, parts or text than are read.
    private(set) var isCut = false

    private static let mostHeaders = 500
    private static let mostParts = 200
    private static let deepest: Int32 = 32
    /// Bytes of text, of each kind.
    static let mostText = 1 << 20

    /// Nil where the bytes can't be read as a message at all.
    init?(bytes: [UInt8], readsText: Bool) {
        guard let message = cg_message_read(bytes, bytes.count, Self.mostHeaders, Self.mostParts, Self.deepest) else {
            return nil
        }
        defer { cg_message_free(message) }
        headers = (0..<cg_message_headers(message)).map { index in
            let header = cg_message_header(message, index)
            return SampleMessage.Header(name: String(cString: header.name), value: String(cString: header.value))
        }
        var seconds: Int64 = 0
        if cg_message_date(message, &seconds) != 0 { date = Double(seconds) }
        sender = cg_message_sender(message).map { String(cString: $0).lowercased() }
        if readsText {
            readParts(message)
            isCut = isCut || headers.count == Self.mostHeaders || parts.count == Self.mostParts
        }
    }

    /// The value of the first header of a name.
    func value(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name.lowercased() == name }?.value
    }

    func values(_ name: String) -> [String] {
        let name = name.lowercased()
        return headers.filter { $0.name.lowercased() == name }.map(\.value)
    }

    private mutating func readParts(_ message: OpaquePointer) {
        // Where nothing is to be read in place, text that is attached or enclosed is better than none.
        var spare: (plain: Int?, html: Int?) = (nil, nil)
        for index in 0..<cg_message_parts(message) {
            let part = cg_message_part(message, index)
            parts.append(
                SampleMessage.Part(
                    depth: Int(part.depth), type: String(cString: part.type),
                    charset: part.charset.map { String(cString: $0).lowercased() },
                    fileName: part.file_name.map { String(cString: $0) }, size: Int(part.size),
                    head: withUnsafeBytes(of: part.head) { Array($0.prefix(part.head_length)) }))
            if part.kind == CG_PLAIN {
                if part.is_inline != 0, isBlank(plain) { plain = text(message, index) }
                spare.plain = spare.plain ?? index
            } else if part.kind == CG_HTML {
                if part.is_inline != 0, isBlank(html) { html = text(message, index) }
                spare.html = spare.html ?? index
            }
        }
        if isBlank(plain), isBlank(html) {
            plain = spare.plain.map { text(message, $0) }
            html = spare.html.map { text(message, $0) }
        }
    }

    private func isBlank(_ text: String?) -> Bool { text?.utf8.allSatisfy { $0 <= 0x20 } ?? true }

    private mutating func text(_ message: OpaquePointer, _ index: Int) -> String {
        var length = 0
        guard let bytes = cg_message_text(message, index, Self.mostText, &length) else { return "" }
        isCut = isCut || length == Self.mostText
        return String(decoding: UnsafeBufferPointer(start: bytes, count: length).withoutReturns, as: UTF8.self)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Line ends of mail as those of text.
    fileprivate var withoutReturns: [UInt8] {
        guard contains(0x0D) else { return Array(self) }
        return indices.compactMap { index in
            self[index] == 0x0D && index + 1 < count && self[index + 1] == 0x0A ? nil : self[index]
        }
    }
}
