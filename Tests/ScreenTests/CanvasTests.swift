import Screen
import Testing

@Suite struct CanvasTests {
    @Test("A text is put, clipped at both edges and the column after it returned")
    func putClips() {
        var canvas = Canvas(size: Size(width: 6, height: 2))
        #expect(canvas.put(-2, 0, "abcdef") == 4)
        #expect(canvas.put(4, 1, "abcdef", .dim) == 10)
        #expect(canvas.lines == ["cdef", "    ab"])
    }
}
