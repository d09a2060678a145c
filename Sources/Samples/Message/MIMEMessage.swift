import CGMime
internal import Records

/// A message as GMime reads it, made of Swift values. Strings are valid, their text is hostile.
struct MIMEMessage {
    private(set) var headers: [RawHeader] = []
    /// Seconds since 1970.
    private(set) var date: Double?
    /// The address in From, in small letters.
    private(set) var sender: String?
    private(set) var parts: [MIMEPart] = []
    /// Whether there are more headers, parts or levels than are read.
    private(set) var isCut = false

    private static let mostHeaders = 500
    static let mostParts = 200
    private static let deepest: Int32 = 32
    /// Bytes of text, of each kind.
    static let mostText = 1 << 20

    /// Nil where the bytes can't be read as a message at all.
    init?(bytes: [UInt8], readsParts: Bool) {
        guard let message = cg_message_read(bytes, bytes.count, Self.mostHeaders, Self.mostParts, Self.deepest) else {
            return nil
        }
        defer { cg_message_free(message) }
        headers = (0..<cg_message_headers(message)).map { RawHeader(cg_message_header(message, $0)) }
        var seconds: Int64 = 0
        if cg_message_date(message, &seconds) != 0 { date = Double(seconds) }
        sender = cg_message_sender(message).map { String(cString: $0).lowercased() }
        guard readsParts else { return }
        isCut = cg_message_is_cut(message) != 0
        parts = (0..<cg_message_parts(message)).map { MIMEPart(message, $0) }
    }
}

/// A part as it lies in a message.
struct MIMEPart {
    let depth: Int
    /// The part that holds it.
    let parent: Int?
    /// In small letters.
    let type: String
    let charset: String?
    /// Everything that mail programs may call it, without repetitions.
    let names: [String]
    let content: [UInt8]
    let isLeaf: Bool
    /// Whether it is to be read in place: not attached, not of an enclosed message.
    let isInline: Bool
    /// Whether its transfer encoding is not known.
    let isUndecoded: Bool
    /// The headers of the message that it encloses.
    let enclosed: [RawHeader]
    /// Of Content-Type.
    let parameters: ContentParameters
    /// The types that it is said to have, if they are more than one.
    let types: [String]
    /// Whether it should hold other parts, and none can be told from the next.
    let isUnparted: Bool
    /// Text before its first part and behind its last one.
    let around: [[UInt8]]

    init(_ message: OpaquePointer, _ index: Int) {
        let part = cg_message_part(message, index)
        let headers = (0..<cg_part_headers(message, index)).map { RawHeader(cg_part_header(message, index, $0)) }
        let told = headers.all("content-type").map { ContentParameters($0.bytes) }
        let dispositions = headers.all("content-disposition").map { ContentParameters($0.bytes) }
        depth = Int(part.depth)
        parent = part.parent < 0 ? nil : Int(part.parent)
        type = String(cString: part.type).lowercased()
        parameters = told.first ?? ContentParameters([])
        charset = parameters.text("charset")?.lowercased()
        var names: [String] = []
        for name in dispositions.flatMap({ $0.all("filename") + $0.all("name") })
            + told.flatMap({ $0.all("name") + $0.all("filename") }) where !names.contains(name) && names.count < 20
        {
            names.append(name)
        }
        self.names = names.isEmpty ? Self.namesElsewhere(headers) : names
        content = Array(UnsafeBufferPointer(start: part.content, count: part.length))
        isLeaf = part.is_leaf != 0
        isInline = part.is_inline != 0
        isUndecoded = part.is_undecoded != 0
        enclosed = (0..<min(200, cg_enclosed_headers(message, index))).map {
            RawHeader(cg_enclosed_header(message, index, $0))
        }
        types = told.count > 1 ? told.map(\.value) : []
        isUnparted = part.is_leaf == 0 && type.hasPrefix("multipart/") && part.children == 0
        around = [part.before, part.after].compactMap { $0.map { Array(String(cString: $0).utf8) } }
    }

    /// Programs by a header that some mail programs take for the name of a file that has none.
    private static func namesElsewhere(_ headers: [RawHeader]) -> [String] {
        ["content-description", "content-location"].compactMap { headers.first($0)?.value }
            .map { String($0.split { $0 == "/" || $0 == "\\" }.last ?? "") }
            .filter { AttachmentFindings.isProgram(AttachmentFindings.ending(of: $0)) }
    }
}
