/**
 * For pages over https on this machine. It is signed by itself and known to everybody, so the browsers of the corpus are
 * told to accept what nobody vouches for; it proves nothing, and protects nothing.
 */

export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUdmrlCnU3tTAZ77MEhd7nnffI09UwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyOTA5MzUxOVoYDzIxMjYxMTA1
MDkzNTE5WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATATFYdfm5pjq2gw9mgvZBxWyu1FhZNaFr+nm/SzK3vUmb4lU1q13r9
WUP9Ht30AfdI/hwjzxIMnuZMeh6vkZnLo28wbTAdBgNVHQ4EFgQUxtI5njlvFyWt
ZGZe/LXhWVw5490wHwYDVR0jBBgwFoAUxtI5njlvFyWtZGZe/LXhWVw5490wDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
zj0EAwIDRwAwRAIgMSyznAgHGwvWEuQxYqONH71qceq/LPD0sQp4q52vWF0CIEsa
npvzuPhoNFI5vOA3xO0wcj2KXrE31WHad6i2ZvMM
-----END CERTIFICATE-----
`;

export const CERTIFICATE_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgrWb+zgcH9T45L6vy
pFr5Ni9TvhxEGcBaJzlT7jFNK4ShRANCAATATFYdfm5pjq2gw9mgvZBxWyu1FhZN
aFr+nm/SzK3vUmb4lU1q13r9WUP9Ht30AfdI/hwjzxIMnuZMeh6vkZnL
-----END PRIVATE KEY-----
`;
