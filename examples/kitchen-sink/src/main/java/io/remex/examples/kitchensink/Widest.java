package io.remex.examples.kitchensink;

import io.remex.Remote;

/** As many parameters as the JVM takes. */
public final class Widest {
    private Widest() {}

    /** 255 slots. */
    @Remote
    public static long sumOfInts(
            int a0,
            int a1,
            int a2,
            int a3,
            int a4,
            int a5,
            int a6,
            int a7,
            int a8,
            int a9,
            int a10,
            int a11,
            int a12,
            int a13,
            int a14,
            int a15,
            int a16,
            int a17,
            int a18,
            int a19,
            int a20,
            int a21,
            int a22,
            int a23,
            int a24,
            int a25,
            int a26,
            int a27,
            int a28,
            int a29,
            int a30,
            int a31,
            int a32,
            int a33,
            int a34,
            int a35,
            int a36,
            int a37,
            int a38,
            int a39,
            int a40,
            int a41,
            int a42,
            int a43,
            int a44,
            int a45,
            int a46,
            int a47,
            int a48,
            int a49,
            int a50,
            int a51,
            int a52,
            int a53,
            int a54,
            int a55,
            int a56,
            int a57,
            int a58,
            int a59,
            int a60,
            int a61,
            int a62,
            int a63,
            int a64,
            int a65,
            int a66,
            int a67,
            int a68,
            int a69,
            int a70,
            int a71,
            int a72,
            int a73,
            int a74,
            int a75,
            int a76,
            int a77,
            int a78,
            int a79,
            int a80,
            int a81,
            int a82,
            int a83,
            int a84,
            int a85,
            int a86,
            int a87,
            int a88,
            int a89,
            int a90,
            int a91,
            int a92,
            int a93,
            int a94,
            int a95,
            int a96,
            int a97,
            int a98,
            int a99,
            int a100,
            int a101,
            int a102,
            int a103,
            int a104,
            int a105,
            int a106,
            int a107,
            int a108,
            int a109,
            int a110,
            int a111,
            int a112,
            int a113,
            int a114,
            int a115,
            int a116,
            int a117,
            int a118,
            int a119,
            int a120,
            int a121,
            int a122,
            int a123,
            int a124,
            int a125,
            int a126,
            int a127,
            int a128,
            int a129,
            int a130,
            int a131,
            int a132,
            int a133,
            int a134,
            int a135,
            int a136,
            int a137,
            int a138,
            int a139,
            int a140,
            int a141,
            int a142,
            int a143,
            int a144,
            int a145,
            int a146,
            int a147,
            int a148,
            int a149,
            int a150,
            int a151,
            int a152,
            int a153,
            int a154,
            int a155,
            int a156,
            int a157,
            int a158,
            int a159,
            int a160,
            int a161,
            int a162,
            int a163,
            int a164,
            int a165,
            int a166,
            int a167,
            int a168,
            int a169,
            int a170,
            int a171,
            int a172,
            int a173,
            int a174,
            int a175,
            int a176,
            int a177,
            int a178,
            int a179,
            int a180,
            int a181,
            int a182,
            int a183,
            int a184,
            int a185,
            int a186,
            int a187,
            int a188,
            int a189,
            int a190,
            int a191,
            int a192,
            int a193,
            int a194,
            int a195,
            int a196,
            int a197,
            int a198,
            int a199,
            int a200,
            int a201,
            int a202,
            int a203,
            int a204,
            int a205,
            int a206,
            int a207,
            int a208,
            int a209,
            int a210,
            int a211,
            int a212,
            int a213,
            int a214,
            int a215,
            int a216,
            int a217,
            int a218,
            int a219,
            int a220,
            int a221,
            int a222,
            int a223,
            int a224,
            int a225,
            int a226,
            int a227,
            int a228,
            int a229,
            int a230,
            int a231,
            int a232,
            int a233,
            int a234,
            int a235,
            int a236,
            int a237,
            int a238,
            int a239,
            int a240,
            int a241,
            int a242,
            int a243,
            int a244,
            int a245,
            int a246,
            int a247,
            int a248,
            int a249,
            int a250,
            int a251,
            int a252,
            int a253,
            int a254) {
        return (long) a0
                + a1
                + a2
                + a3
                + a4
                + a5
                + a6
                + a7
                + a8
                + a9
                + a10
                + a11
                + a12
                + a13
                + a14
                + a15
                + a16
                + a17
                + a18
                + a19
                + a20
                + a21
                + a22
                + a23
                + a24
                + a25
                + a26
                + a27
                + a28
                + a29
                + a30
                + a31
                + a32
                + a33
                + a34
                + a35
                + a36
                + a37
                + a38
                + a39
                + a40
                + a41
                + a42
                + a43
                + a44
                + a45
                + a46
                + a47
                + a48
                + a49
                + a50
                + a51
                + a52
                + a53
                + a54
                + a55
                + a56
                + a57
                + a58
                + a59
                + a60
                + a61
                + a62
                + a63
                + a64
                + a65
                + a66
                + a67
                + a68
                + a69
                + a70
                + a71
                + a72
                + a73
                + a74
                + a75
                + a76
                + a77
                + a78
                + a79
                + a80
                + a81
                + a82
                + a83
                + a84
                + a85
                + a86
                + a87
                + a88
                + a89
                + a90
                + a91
                + a92
                + a93
                + a94
                + a95
                + a96
                + a97
                + a98
                + a99
                + a100
                + a101
                + a102
                + a103
                + a104
                + a105
                + a106
                + a107
                + a108
                + a109
                + a110
                + a111
                + a112
                + a113
                + a114
                + a115
                + a116
                + a117
                + a118
                + a119
                + a120
                + a121
                + a122
                + a123
                + a124
                + a125
                + a126
                + a127
                + a128
                + a129
                + a130
                + a131
                + a132
                + a133
                + a134
                + a135
                + a136
                + a137
                + a138
                + a139
                + a140
                + a141
                + a142
                + a143
                + a144
                + a145
                + a146
                + a147
                + a148
                + a149
                + a150
                + a151
                + a152
                + a153
                + a154
                + a155
                + a156
                + a157
                + a158
                + a159
                + a160
                + a161
                + a162
                + a163
                + a164
                + a165
                + a166
                + a167
                + a168
                + a169
                + a170
                + a171
                + a172
                + a173
                + a174
                + a175
                + a176
                + a177
                + a178
                + a179
                + a180
                + a181
                + a182
                + a183
                + a184
                + a185
                + a186
                + a187
                + a188
                + a189
                + a190
                + a191
                + a192
                + a193
                + a194
                + a195
                + a196
                + a197
                + a198
                + a199
                + a200
                + a201
                + a202
                + a203
                + a204
                + a205
                + a206
                + a207
                + a208
                + a209
                + a210
                + a211
                + a212
                + a213
                + a214
                + a215
                + a216
                + a217
                + a218
                + a219
                + a220
                + a221
                + a222
                + a223
                + a224
                + a225
                + a226
                + a227
                + a228
                + a229
                + a230
                + a231
                + a232
                + a233
                + a234
                + a235
                + a236
                + a237
                + a238
                + a239
                + a240
                + a241
                + a242
                + a243
                + a244
                + a245
                + a246
                + a247
                + a248
                + a249
                + a250
                + a251
                + a252
                + a253
                + a254;
    }

    /** 254 slots: a {@code double} takes two. */
    @Remote
    public static double sumOfDoubles(
            double a0,
            double a1,
            double a2,
            double a3,
            double a4,
            double a5,
            double a6,
            double a7,
            double a8,
            double a9,
            double a10,
            double a11,
            double a12,
            double a13,
            double a14,
            double a15,
            double a16,
            double a17,
            double a18,
            double a19,
            double a20,
            double a21,
            double a22,
            double a23,
            double a24,
            double a25,
            double a26,
            double a27,
            double a28,
            double a29,
            double a30,
            double a31,
            double a32,
            double a33,
            double a34,
            double a35,
            double a36,
            double a37,
            double a38,
            double a39,
            double a40,
            double a41,
            double a42,
            double a43,
            double a44,
            double a45,
            double a46,
            double a47,
            double a48,
            double a49,
            double a50,
            double a51,
            double a52,
            double a53,
            double a54,
            double a55,
            double a56,
            double a57,
            double a58,
            double a59,
            double a60,
            double a61,
            double a62,
            double a63,
            double a64,
            double a65,
            double a66,
            double a67,
            double a68,
            double a69,
            double a70,
            double a71,
            double a72,
            double a73,
            double a74,
            double a75,
            double a76,
            double a77,
            double a78,
            double a79,
            double a80,
            double a81,
            double a82,
            double a83,
            double a84,
            double a85,
            double a86,
            double a87,
            double a88,
            double a89,
            double a90,
            double a91,
            double a92,
            double a93,
            double a94,
            double a95,
            double a96,
            double a97,
            double a98,
            double a99,
            double a100,
            double a101,
            double a102,
            double a103,
            double a104,
            double a105,
            double a106,
            double a107,
            double a108,
            double a109,
            double a110,
            double a111,
            double a112,
            double a113,
            double a114,
            double a115,
            double a116,
            double a117,
            double a118,
            double a119,
            double a120,
            double a121,
            double a122,
            double a123,
            double a124,
            double a125,
            double a126) {
        return a0
                + a1
                + a2
                + a3
                + a4
                + a5
                + a6
                + a7
                + a8
                + a9
                + a10
                + a11
                + a12
                + a13
                + a14
                + a15
                + a16
                + a17
                + a18
                + a19
                + a20
                + a21
                + a22
                + a23
                + a24
                + a25
                + a26
                + a27
                + a28
                + a29
                + a30
                + a31
                + a32
                + a33
                + a34
                + a35
                + a36
                + a37
                + a38
                + a39
                + a40
                + a41
                + a42
                + a43
                + a44
                + a45
                + a46
                + a47
                + a48
                + a49
                + a50
                + a51
                + a52
                + a53
                + a54
                + a55
                + a56
                + a57
                + a58
                + a59
                + a60
                + a61
                + a62
                + a63
                + a64
                + a65
                + a66
                + a67
                + a68
                + a69
                + a70
                + a71
                + a72
                + a73
                + a74
                + a75
                + a76
                + a77
                + a78
                + a79
                + a80
                + a81
                + a82
                + a83
                + a84
                + a85
                + a86
                + a87
                + a88
                + a89
                + a90
                + a91
                + a92
                + a93
                + a94
                + a95
                + a96
                + a97
                + a98
                + a99
                + a100
                + a101
                + a102
                + a103
                + a104
                + a105
                + a106
                + a107
                + a108
                + a109
                + a110
                + a111
                + a112
                + a113
                + a114
                + a115
                + a116
                + a117
                + a118
                + a119
                + a120
                + a121
                + a122
                + a123
                + a124
                + a125
                + a126;
    }

    /** 255 references. */
    @Remote
    public static String join(
            String a0,
            String a1,
            String a2,
            String a3,
            String a4,
            String a5,
            String a6,
            String a7,
            String a8,
            String a9,
            String a10,
            String a11,
            String a12,
            String a13,
            String a14,
            String a15,
            String a16,
            String a17,
            String a18,
            String a19,
            String a20,
            String a21,
            String a22,
            String a23,
            String a24,
            String a25,
            String a26,
            String a27,
            String a28,
            String a29,
            String a30,
            String a31,
            String a32,
            String a33,
            String a34,
            String a35,
            String a36,
            String a37,
            String a38,
            String a39,
            String a40,
            String a41,
            String a42,
            String a43,
            String a44,
            String a45,
            String a46,
            String a47,
            String a48,
            String a49,
            String a50,
            String a51,
            String a52,
            String a53,
            String a54,
            String a55,
            String a56,
            String a57,
            String a58,
            String a59,
            String a60,
            String a61,
            String a62,
            String a63,
            String a64,
            String a65,
            String a66,
            String a67,
            String a68,
            String a69,
            String a70,
            String a71,
            String a72,
            String a73,
            String a74,
            String a75,
            String a76,
            String a77,
            String a78,
            String a79,
            String a80,
            String a81,
            String a82,
            String a83,
            String a84,
            String a85,
            String a86,
            String a87,
            String a88,
            String a89,
            String a90,
            String a91,
            String a92,
            String a93,
            String a94,
            String a95,
            String a96,
            String a97,
            String a98,
            String a99,
            String a100,
            String a101,
            String a102,
            String a103,
            String a104,
            String a105,
            String a106,
            String a107,
            String a108,
            String a109,
            String a110,
            String a111,
            String a112,
            String a113,
            String a114,
            String a115,
            String a116,
            String a117,
            String a118,
            String a119,
            String a120,
            String a121,
            String a122,
            String a123,
            String a124,
            String a125,
            String a126,
            String a127,
            String a128,
            String a129,
            String a130,
            String a131,
            String a132,
            String a133,
            String a134,
            String a135,
            String a136,
            String a137,
            String a138,
            String a139,
            String a140,
            String a141,
            String a142,
            String a143,
            String a144,
            String a145,
            String a146,
            String a147,
            String a148,
            String a149,
            String a150,
            String a151,
            String a152,
            String a153,
            String a154,
            String a155,
            String a156,
            String a157,
            String a158,
            String a159,
            String a160,
            String a161,
            String a162,
            String a163,
            String a164,
            String a165,
            String a166,
            String a167,
            String a168,
            String a169,
            String a170,
            String a171,
            String a172,
            String a173,
            String a174,
            String a175,
            String a176,
            String a177,
            String a178,
            String a179,
            String a180,
            String a181,
            String a182,
            String a183,
            String a184,
            String a185,
            String a186,
            String a187,
            String a188,
            String a189,
            String a190,
            String a191,
            String a192,
            String a193,
            String a194,
            String a195,
            String a196,
            String a197,
            String a198,
            String a199,
            String a200,
            String a201,
            String a202,
            String a203,
            String a204,
            String a205,
            String a206,
            String a207,
            String a208,
            String a209,
            String a210,
            String a211,
            String a212,
            String a213,
            String a214,
            String a215,
            String a216,
            String a217,
            String a218,
            String a219,
            String a220,
            String a221,
            String a222,
            String a223,
            String a224,
            String a225,
            String a226,
            String a227,
            String a228,
            String a229,
            String a230,
            String a231,
            String a232,
            String a233,
            String a234,
            String a235,
            String a236,
            String a237,
            String a238,
            String a239,
            String a240,
            String a241,
            String a242,
            String a243,
            String a244,
            String a245,
            String a246,
            String a247,
            String a248,
            String a249,
            String a250,
            String a251,
            String a252,
            String a253,
            String a254) {
        return String.join("", a0,
                a1,
                a2,
                a3,
                a4,
                a5,
                a6,
                a7,
                a8,
                a9,
                a10,
                a11,
                a12,
                a13,
                a14,
                a15,
                a16,
                a17,
                a18,
                a19,
                a20,
                a21,
                a22,
                a23,
                a24,
                a25,
                a26,
                a27,
                a28,
                a29,
                a30,
                a31,
                a32,
                a33,
                a34,
                a35,
                a36,
                a37,
                a38,
                a39,
                a40,
                a41,
                a42,
                a43,
                a44,
                a45,
                a46,
                a47,
                a48,
                a49,
                a50,
                a51,
                a52,
                a53,
                a54,
                a55,
                a56,
                a57,
                a58,
                a59,
                a60,
                a61,
                a62,
                a63,
                a64,
                a65,
                a66,
                a67,
                a68,
                a69,
                a70,
                a71,
                a72,
                a73,
                a74,
                a75,
                a76,
                a77,
                a78,
                a79,
                a80,
                a81,
                a82,
                a83,
                a84,
                a85,
                a86,
                a87,
                a88,
                a89,
                a90,
                a91,
                a92,
                a93,
                a94,
                a95,
                a96,
                a97,
                a98,
                a99,
                a100,
                a101,
                a102,
                a103,
                a104,
                a105,
                a106,
                a107,
                a108,
                a109,
                a110,
                a111,
                a112,
                a113,
                a114,
                a115,
                a116,
                a117,
                a118,
                a119,
                a120,
                a121,
                a122,
                a123,
                a124,
                a125,
                a126,
                a127,
                a128,
                a129,
                a130,
                a131,
                a132,
                a133,
                a134,
                a135,
                a136,
                a137,
                a138,
                a139,
                a140,
                a141,
                a142,
                a143,
                a144,
                a145,
                a146,
                a147,
                a148,
                a149,
                a150,
                a151,
                a152,
                a153,
                a154,
                a155,
                a156,
                a157,
                a158,
                a159,
                a160,
                a161,
                a162,
                a163,
                a164,
                a165,
                a166,
                a167,
                a168,
                a169,
                a170,
                a171,
                a172,
                a173,
                a174,
                a175,
                a176,
                a177,
                a178,
                a179,
                a180,
                a181,
                a182,
                a183,
                a184,
                a185,
                a186,
                a187,
                a188,
                a189,
                a190,
                a191,
                a192,
                a193,
                a194,
                a195,
                a196,
                a197,
                a198,
                a199,
                a200,
                a201,
                a202,
                a203,
                a204,
                a205,
                a206,
                a207,
                a208,
                a209,
                a210,
                a211,
                a212,
                a213,
                a214,
                a215,
                a216,
                a217,
                a218,
                a219,
                a220,
                a221,
                a222,
                a223,
                a224,
                a225,
                a226,
                a227,
                a228,
                a229,
                a230,
                a231,
                a232,
                a233,
                a234,
                a235,
                a236,
                a237,
                a238,
                a239,
                a240,
                a241,
                a242,
                a243,
                a244,
                a245,
                a246,
                a247,
                a248,
                a249,
                a250,
                a251,
                a252,
                a253,
                a254);
    }
}
