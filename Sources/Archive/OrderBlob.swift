import Foundation

/// The order of the usernames as the memory of its array.
enum OrderBlob {
    static func encode(_ order: [UInt32]) -> (data: Data, digest: Int64) {
        order.withUnsafeBytes { memory in
            var digest = Digest()
            digest.add(memory)
            return (Data(memory), digest.value)
        }
    }

    /// Reads an order of so many rows: each once, or none at all where the order was not kept.
    static func decode(_ blob: UnsafeRawBufferPointer, digest: Int64, rows: Int) throws(BlobDamage) -> [UInt32] {
        var sum = Digest()
        sum.add(blob)
        guard sum.value == digest else { throw BlobDamage(problem: "wrong sum") }
        if blob.isEmpty { return [] }
        guard blob.count == rows * 4 else { throw BlobDamage(problem: "wrong length") }
        var reader = PieceReader(blob: blob, offset: 0)
        let order = reader.array(of: UInt32.self, count: rows)
        guard isPermutation(order) else { throw BlobDamage(problem: "rows missing or twice") }
        return order
    }

    private static func isPermutation(_ order: [UInt32]) -> Bool {
        var seen = [Bool](repeating: false, count: order.count)
        for row in order {
            guard Int(row) < seen.count, !seen[Int(row)] else { return false }
            seen[Int(row)] = true
        }
        return true
    }
}
