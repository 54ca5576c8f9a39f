"""Who is told what, as rows, and the sending of them."""
