"""Recordings of every type, as telephones and computers write them: a tone, encoded here."""

import io
import math
from array import array
from functools import cache

import av
from av.audio.resampler import AudioResampler

_WRITERS = {
    "audio/mpeg": ("mp3", "libmp3lame", 24000), "audio/aac": ("adts", "aac", 24000),
    "audio/flac": ("flac", "flac", 24000), "audio/mp4": ("ipod", "aac", 24000),
    "audio/ogg": ("ogg", "libopus", 48000),
    "audio/amr": ("amr", "libopencore_amrnb", 8000),
}  # fmt: skip


@cache
def encoded(media: str, seconds: float = 1.0) -> bytes:
    """So many seconds of a tone, as a file of a type."""
    kind, codec, rate = _WRITERS[media]
    target = io.BytesIO()
    with av.open(target, "w", format=kind) as file:
        stream = file.add_stream(codec, rate=rate, layout="mono")
        resampler = AudioResampler(format=stream.codec_context.format, layout="mono", rate=rate)
        for start in range(0, int(seconds * rate), 1024):
            samples = array("h", (round(12000 * math.sin((start + at) * 0.2)) for at in range(1024)))
            frame = av.AudioFrame("s16", "mono", 1024)
            frame.planes[0].update(samples.tobytes())
            frame.sample_rate, frame.pts = rate, start
            for made in resampler.resample(frame):
                file.mux(stream.encode(made))
        file.mux(stream.encode(None))
    return target.getvalue()
